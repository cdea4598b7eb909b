package io.onus.local.servicenow;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The codes under which ServiceNow's names appear in Onus. The same name always has the same code.
 */
final class Codes {

  static final String NO_GROUP = "UNASSIGNED";
  static final String NO_LOCATION = "LOCATION-UNKNOWN";

  private static final int DEPARTMENT_LENGTH = 32;
  private static final int SERVICE_LENGTH = 64;

  private Codes() {}

  /** {@code Group 56} → {@code GROUP-56}. */
  static String provider(@Nullable String group) {
    return group == null ? NO_GROUP : department(group);
  }

  /** {@code Location 143} → {@code LOCATION-143}. */
  static String requester(@Nullable String location) {
    return location == null ? NO_LOCATION : department(location);
  }

  /** {@code Group 56}, {@code Category 55} → {@code group-56-category-55}. */
  static String service(@Nullable String group, @Nullable String category) {
    String name =
        (group == null ? NO_GROUP : group)
            + " "
            + (category == null ? "category unknown" : category);
    return cut(slug(name), SERVICE_LENGTH);
  }

  /** {@code Caller 2403} → {@code caller-2403}. */
  static String person(@Nullable String name) {
    return name == null ? "unknown" : slug(name);
  }

  private static String department(String name) {
    return cut(slug(name), DEPARTMENT_LENGTH).toUpperCase(Locale.ROOT);
  }

  private static String slug(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    String slug =
        plain.replaceAll("\\p{M}", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return slug.isEmpty() || !Character.isLetter(slug.charAt(0))
        ? "x-" + slug + mark(name, slug)
        : slug;
  }

  /** Two long names that begin alike stay two codes. */
  private static String cut(String slug, int length) {
    if (slug.length() <= length) {
      return slug;
    }
    String mark = Integer.toHexString(slug.hashCode());
    return slug.substring(0, length - mark.length() - 1).replaceAll("-$", "") + "-" + mark;
  }

  /** A name without a single Latin letter or digit is told apart by its hash. */
  private static String mark(String name, String slug) {
    return slug.isEmpty() ? Integer.toHexString(name.hashCode()) : "";
  }
}
