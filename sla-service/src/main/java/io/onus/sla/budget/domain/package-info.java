@org.jspecify.annotations.NullMarked
package io.onus.sla.budget.domain;
