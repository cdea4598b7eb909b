/** What a decision in a {@code domain} package returns, and nothing that touches the world. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.decide;
