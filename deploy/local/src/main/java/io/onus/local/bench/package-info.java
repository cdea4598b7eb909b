/** First rough figures of a running suite, measured side by side in one run. */
@org.jspecify.annotations.NullMarked
package io.onus.local.bench;
