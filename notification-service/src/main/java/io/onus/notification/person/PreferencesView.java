package io.onus.notification.person;

import io.onus.notification.person.domain.Preferences;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Preferences")
public record PreferencesView(
    @Schema(examples = "Europe/Berlin") String zone,
    @Schema(description = "Null for none") @Nullable QuietHoursForm quietHours,
    ThrottleForm throttle,
    @Schema(examples = "40") int budget,
    @Schema(examples = "PT8H") Duration shift,
    @Schema(examples = "PT15M") Duration digestEvery,
    @Schema(examples = "5") int digestFrom,
    @Schema(description = "0 where nothing has been said yet") long version) {

  static PreferencesView of(KnownPreferences known) {
    Preferences preferences = known.preferences();
    return new PreferencesView(
        preferences.zone().getId().equals("Z") ? "UTC" : preferences.zone().getId(),
        QuietHoursForm.of(preferences.quietHours()),
        ThrottleForm.of(preferences.throttle()),
        preferences.budget(),
        preferences.shift(),
        preferences.digestEvery(),
        preferences.digestFrom(),
        known.version());
  }
}
