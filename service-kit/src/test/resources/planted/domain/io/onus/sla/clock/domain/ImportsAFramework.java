package io.onus.sla.clock.domain;

import jakarta.persistence.Entity;

@Entity
record ImportsAFramework(int id) {}
