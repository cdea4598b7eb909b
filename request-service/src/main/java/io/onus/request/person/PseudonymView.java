package io.onus.request.person;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What stands for the person from now on; always the same for the same person. */
@Schema(name = "Pseudonym")
public record PseudonymView(@Schema(examples = "person-7f3a09c41be2d856") String pseudonym) {}
