package io.onus.kit.page;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
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

  private static final String NOT_OURS = "pageToken is not one this list gave out";

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
    String fingerprint = fingerprint(Arrays.asList(filter));
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
    if (index >= after.size()) {
      throw unusable(NOT_OURS);
    }
    return after.get(index);
  }

  public UUID idKey(int index) {
    try {
      return UUID.fromString(key(index));
    } catch (IllegalArgumentException e) {
      throw unusable(NOT_OURS);
    }
  }

  public Instant instantKey(int index) {
    try {
      return Instant.parse(key(index));
    } catch (DateTimeException e) {
      throw unusable(NOT_OURS);
    }
  }

  public long numberKey(int index) {
    try {
      return Long.parseLong(key(index));
    } catch (NumberFormatException e) {
      throw unusable(NOT_OURS);
    }
  }

  /**
   * The filter's fingerprint, the keys, and a checksum of both, so that an altered token is none.
   */
  String tokenAfter(List<String> keys) {
    List<String> parts = new ArrayList<>();
    parts.add(filter);
    keys.forEach(key -> parts.add(encoded(key)));
    parts.add(fingerprint(List.of(filter, keys)));
    return String.join(".", parts);
  }

  private static List<String> decode(String token, String fingerprint) {
    String[] parts = token.split("\\.", -1);
    if (parts.length < 3) {
      throw unusable(NOT_OURS);
    }
    List<String> keys = new ArrayList<>();
    try {
      for (String part : List.of(parts).subList(1, parts.length - 1)) {
        keys.add(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException e) {
      throw unusable(NOT_OURS);
    }
    if (!parts[parts.length - 1].equals(fingerprint(List.of(parts[0], keys)))) {
      throw unusable(NOT_OURS);
    }
    if (!parts[0].equals(fingerprint)) {
      throw unusable("pageToken belongs to another filter; start again without it");
    }
    return keys;
  }

  /** For stores that read a key as a number, an instant or an id and find it is none. */
  public static Problem unusable(String message) {
    return Problem.malformed(message + ".", new Violation("pageToken", message));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Each part in an encoding that has no separator, or ["a, b"] and ["a", "b"] would look the same.
   */
  private static String fingerprint(List<?> parts) {
    CRC32 crc = new CRC32();
    for (Object part : parts) {
      String text =
          switch (part) {
            case null -> "-";
            case List<?> many -> fingerprint(many);
            case Object[] many -> fingerprint(Arrays.asList(many));
            default -> encoded(String.valueOf(part));
          };
      crc.update((text + ";").getBytes(StandardCharsets.UTF_8));
    }
    return Long.toHexString(crc.getValue());
  }
}
