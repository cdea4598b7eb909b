/**
 * A company described in one file, and making Onus as the file says: {@code ./onus apply
 * company.yaml}.
 */
@NullMarked
package io.onus.local.company;

import org.jspecify.annotations.NullMarked;
