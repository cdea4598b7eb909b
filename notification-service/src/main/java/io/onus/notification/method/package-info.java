/**
 * Ways out, whoever they belong to: a person or an integration. What they sign with and whether
 * they are used is kept here; who may change them is for their owners' features to say.
 */
@NullMarked
package io.onus.notification.method;

import org.jspecify.annotations.NullMarked;
