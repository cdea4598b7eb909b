/** What a service of the catalogue is. */
@NullMarked
package io.onus.request.catalogue.domain;

import org.jspecify.annotations.NullMarked;
