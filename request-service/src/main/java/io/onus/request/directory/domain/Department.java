package io.onus.request.directory.domain;

import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An organisational unit. {@code version} counts its changes from 1. */
public record Department(
    String code,
    String name,
    ZoneId zone,
    String calendar,
    @Nullable String parent,
    List<Contact> leads,
    List<Contact> deputies,
    long version) {

  /** Upper-case words joined by hyphens: {@code ENG}, {@code LOCATION-143}. */
  public static final String CODE = "[A-Z][A-Z0-9]*(-[A-Z0-9]+)*";

  public static final int CODE_LENGTH = 32;

  /** What a department is given that names nothing but itself. */
  public static final String DEFAULT_CALENDAR = "company";

  public static final ZoneId DEFAULT_ZONE = ZoneId.of("UTC");

  private static final Pattern CODES = Pattern.compile(CODE);

  public Department {
    if (!isCode(code)) {
      throw new IllegalArgumentException("not a department's code: " + code);
    }
    leads = List.copyOf(leads);
    deputies = List.copyOf(deputies);
  }

  public static boolean isCode(String text) {
    return text.length() <= CODE_LENGTH && CODES.matcher(text).matches();
  }

  public Department withVersion(long other) {
    return new Department(code, name, zone, calendar, parent, leads, deputies, other);
  }
}
