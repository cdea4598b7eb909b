/**
 * The budget of breaches that an agreement's objective still allows, for each side: kept by the
 * outcomes of its clocks, and watched so that both sides hear when it is half spent, and when none
 * is left.
 */
@org.jspecify.annotations.NullMarked
package io.onus.sla.budget;
