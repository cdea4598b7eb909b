package io.onus.kit.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How entries hang together: the hash of a seal is SHA-256 of the hash before it, 32 zero bytes at
 * first, and the entry's canonical form. {@code docs/security.md} tells an auditor the same.
 */
final class AuditChain {

  /**
   * The canonical form of entry {@code e}: PostgreSQL's text of a jsonb array of all its columns,
   * the moment in UTC to the microsecond. It depends on nothing but the row.
   */
  static final String CANONICAL =
      """
      jsonb_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        e.actor, e.on_behalf_of, e.address, e.call_id, e.action, e.subject_type, e.subject_id,
        e.departments, e.changes)::text\
      """;

  private AuditChain() {}

  static byte[] start() {
    return new byte[32];
  }

  static byte[] next(byte[] previous, String canonical) {
    return sha256(previous, canonical.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] sha256(byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(first);
      return digest.digest(second);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
