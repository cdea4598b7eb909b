package io.onus.sample.two;

import io.onus.sample.three.deep.Three;

public record Two(Three three) {}
