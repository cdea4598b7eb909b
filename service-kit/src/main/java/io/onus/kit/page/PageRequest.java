package io.onus.kit.page;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asked of a list: how many, and after which row. A token is opaque and bound to the
 * filter it was made under; with another filter it is a 400, never a silently wrong page.
 *
 * @param size from 1 to {@link #MAX_SIZE}
 * @param after the keyset of the last row seen, or empty for the first page
 */
public record PageRequest(int size, List<String> after, String filter) {

  public static final int DEFAULT_SIZE = 50;
  public static final int MAX_SIZE = 200;

  private static final String SEPARATOR = "\u001f";

  public PageRequest {
    after = List.copyOf(after);
  }

  /**
   * @param filter every query parameter that narrows the list, in a fixed order; null where absent
   */
  public static PageRequest of(
      @Nullable Integer pageSize, @Nullable String pageToken, @Nullable Object... filter) {
    int size = pageSize == null ? DEFAULT_SIZE : pageSize;
    if (size < 1 || size > MAX_SIZE) {
      throw Problem.malformed(
          "pageSize must be from 1 to " + MAX_SIZE + ".",
          new Violation("pageSize", "must be from 1 to " + MAX_SIZE));
    }
    String fingerprint = fingerprint(filter);
    if (pageToken == null || pageToken.isEmpty()) {
      return new PageRequest(size, List.of(), fingerprint);
    }
    return new PageRequest(size, decode(pageToken, fingerprint), fingerprint);
  }

  public boolean isFirst() {
    return after.isEmpty();
  }

  /** The keyset's element, for the store's {@code where (a, b) < (?, ?)}. */
  public String key(int index) {
    return after.get(index);
  }

  String tokenAfter(List<String> keys) {
    String plain = filter + SEPARATOR + String.join(SEPARATOR, keys);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> decode(String token, String fingerprint) {
    String[] parts;
    try {
      parts =
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
              .split(SEPARATOR, -1);
    } catch (IllegalArgumentException e) {
      throw unusable("pageToken is not one this list gave out");
    }
    if (parts.length < 2) {
      throw unusable("pageToken is not one this list gave out");
    }
    if (!parts[0].equals(fingerprint)) {
      throw unusable("pageToken belongs to another filter; start again without it");
    }
    return List.of(parts).subList(1, parts.length);
  }

  /** For stores that read a key as a number, an instant or an id and find it is none. */
  public static Problem unusable(String message) {
    return Problem.malformed(message + ".", new Violation("pageToken", message));
  }

  private static String fingerprint(@Nullable Object... filter) {
    CRC32 crc = new CRC32();
    crc.update(Arrays.deepToString(filter).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
