/** What is worth knowing and no alert: who reads it, and in which words. */
@NullMarked
package io.onus.notification.news.domain;

import org.jspecify.annotations.NullMarked;
