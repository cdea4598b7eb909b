package io.onus.sla.clock.domain;

import java.sql.Connection;

record ImportsJavaSql(Connection connection) {}
