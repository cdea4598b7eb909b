/** What the past says about promises: how long things took, and what terms would have meant. */
@org.jspecify.annotations.NullMarked
package io.onus.sla.learning.domain;
