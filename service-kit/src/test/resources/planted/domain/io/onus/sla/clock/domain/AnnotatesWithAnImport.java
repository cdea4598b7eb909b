package io.onus.sla.clock.domain;

import com.fasterxml.jackson.annotation.JsonProperty;

record AnnotatesWithAnImport(@JsonProperty("id") int id) {}
