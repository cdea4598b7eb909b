package io.onus.sla.calendar.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose public holidays a calendar keeps: a country, or one region of it. */
public record HolidayRegion(String country, @Nullable String region) {

  public HolidayRegion {
    country = country.strip().toUpperCase(Locale.ROOT);
    region = region == null || region.isBlank() ? null : region.strip().toLowerCase(Locale.ROOT);
    if (country.isEmpty()) {
      throw new IllegalArgumentException("holidays need a country, like DE");
    }
  }
}
