package io.onus.sla.clock.domain;

import java.net.URI;

record ImportsJavaNet(URI uri) {}
