/**
 * What late or wrong answers really cost: claimed by one side's lead, confirmed or disputed by the
 * other's. Apart from what a request has at stake and from what an agreement says a breach costs.
 */
@NullMarked
package io.onus.request.loss;

import org.jspecify.annotations.NullMarked;
