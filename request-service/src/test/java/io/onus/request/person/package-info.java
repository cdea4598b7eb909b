@org.jspecify.annotations.NullMarked
package io.onus.request.person;
