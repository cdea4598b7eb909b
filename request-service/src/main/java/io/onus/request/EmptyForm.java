package io.onus.request;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For verbs that take nothing: what is sent all the same is refused by its name. */
@Schema(name = "EmptyForm")
public record EmptyForm() {}
