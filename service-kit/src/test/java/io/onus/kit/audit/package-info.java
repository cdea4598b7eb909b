@org.jspecify.annotations.NullMarked
package io.onus.kit.audit;
