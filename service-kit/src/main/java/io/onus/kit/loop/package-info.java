/** A thread that repeats a step and parks between steps until it is woken. */
@org.jspecify.annotations.NullMarked
package io.onus.kit.loop;
