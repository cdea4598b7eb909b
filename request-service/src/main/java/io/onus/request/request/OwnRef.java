package io.onus.request.request;

import io.onus.request.request.domain.ExternalRef;

/**
 * What a requester department calls its request by in another system. The name is the department's
 * own: another may use the same without either hearing of the other.
 */
record OwnRef(String department, ExternalRef ref) {}
