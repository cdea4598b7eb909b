package io.onus.sla.calendar;

import io.onus.sla.calendar.domain.HolidayRegion;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whose public holidays a calendar keeps. */
@Schema(name = "HolidayForm")
public record HolidayForm(
    @NotBlank @Size(max = 64) @Schema(description = "ISO country code", examples = "DE")
        String country,
    @Size(max = 64)
        @Schema(description = "A region of the country, or `region-place`", examples = "by")
        @Nullable String region) {

  static @Nullable HolidayForm of(@Nullable HolidayRegion region) {
    return region == null ? null : new HolidayForm(region.country(), region.region());
  }

  HolidayRegion holidayRegion() {
    return new HolidayRegion(country, region);
  }
}
