package io.onus.request.request;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a past request.
 *
 * @param number none where not even its beginning was accepted
 * @param facts one for each that was given, in that order
 */
public record ImportedRequest(UUID id, @Nullable String number, List<ImportedFact> facts) {

  public ImportedRequest {
    facts = List.copyOf(facts);
  }
}
