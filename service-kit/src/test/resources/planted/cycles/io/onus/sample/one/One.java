package io.onus.sample.one;

import io.onus.sample.two.Two;

record One(Two two) {}
