package io.onus.sla.clock.domain;

import java.io.File;

record ImportsJavaIo(File file) {}
