@org.jspecify.annotations.NullMarked
package io.onus.notification.forgetting;
