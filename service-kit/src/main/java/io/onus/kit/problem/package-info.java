/** Every answer that is not the wished one, as a problem document. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.problem;
