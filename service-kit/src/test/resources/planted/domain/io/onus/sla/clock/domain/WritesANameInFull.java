package io.onus.sla.clock.domain;

record WritesANameInFull(java.sql.Timestamp at) {}
