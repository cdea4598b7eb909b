package io.onus.kit.audit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a walk along the chain found.
 *
 * @param intact nothing that was looked at is edited, removed or missing
 * @param entries how many entries were recomputed
 * @param from the first seal looked at
 * @param to the last seal looked at; 0 where there is none
 * @param complete whether {@code to} was the last seal there is; otherwise go on from {@code to +
 *     1}
 * @param head the last seal there is: note it, and ask for it the next time
 */
public record Verification(
    boolean intact,
    String service,
    long entries,
    long from,
    long to,
    boolean complete,
    @Nullable Head head,
    @Nullable Break firstBreak) {

  public record Head(long seq, @Schema(description = "SHA-256, in hex") String hash) {}

  /**
   * The first place where the chain does not hold.
   *
   * @param seq of the seal; null where the entry has none
   */
  public record Break(@Nullable Long seq, @Nullable Long entryId, What what, @Nullable String ref) {

    static Break at(long seq, @Nullable Long entryId, What what) {
      return new Break(seq, entryId, what, null);
    }
  }

  /** What is wrong. */
  public enum What {
    /** The entry, or the hash of its seal, is not what was sealed. */
    ENTRY_EDITED,
    ENTRY_REMOVED,
    SEAL_MISSING,
    /** There is a seal of this number, and it is not the one noted earlier: all was sealed anew. */
    HEAD_DIFFERS,
    /** Without a seal for over a minute: the seal was removed, or the sealer stands still. */
    UNSEALED,
    /** The reference stands for somebody else than when it was made. */
    PERSON_EDITED
  }
}
