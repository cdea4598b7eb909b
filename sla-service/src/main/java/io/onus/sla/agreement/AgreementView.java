package io.onus.sla.agreement;

import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.Terms;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An agreement as its readers see it.
 *
 * @param awaiting the department whose answer is awaited; null if nobody's
 */
@Schema(name = "Agreement")
public record AgreementView(
    UUID id,
    String requester,
    String provider,
    @Nullable String service,
    String status,
    @Nullable String awaiting,
    List<Signature> signatures,
    @Nullable Current current,
    @Nullable Proposed proposed,
    int version,
    Instant createdAt,
    Instant updatedAt) {

  /** The terms both have signed. */
  public record Current(int number, Terms terms, Instant signedAt, Instant inForceFrom) {}

  /** The terms one side has put forward. */
  public record Proposed(Terms terms, Side side, String by, Instant at, @Nullable String note) {}
}
