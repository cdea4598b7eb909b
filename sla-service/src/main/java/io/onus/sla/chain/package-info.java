/**
 * Requests that wait for one another, from the first department to the last: what is due when along
 * the chain, how much slack each hop leaves, and a word to the child's departments when its promise
 * ends after the one that rests on it.
 */
@org.jspecify.annotations.NullMarked
package io.onus.sla.chain;
