@org.jspecify.annotations.NullMarked
package io.onus.sla.chain.domain;
