package io.onus.notification.person;

import com.fasterxml.jackson.core.type.TypeReference;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.person.domain.LocalWindow;
import io.onus.notification.person.domain.Preferences;
import io.onus.notification.person.domain.QuietHours;
import io.onus.notification.person.domain.Throttle;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of {@code person_preferences}. */
@ApplicationScoped
class PreferenceStore {

  private static final TypeReference<Map<DayOfWeek, List<String>>> WEEKLY =
      new TypeReference<>() {};

  private final Sql sql;
  private final JsonColumns json;

  PreferenceStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  Optional<KnownPreferences> find(String personId) {
    return Optional.ofNullable(find(List.of(personId)).get(personId));
  }

  /** Who has said nothing is absent. */
  Map<String, KnownPreferences> find(Collection<String> people) {
    if (people.isEmpty()) {
      return Map.of();
    }
    return sql
        .list(
            """
            select person_id, zone, quiet_weekly, quiet_holidays_of, throttle_most, throttle_within_seconds,
              budget, shift_seconds, digest_every_seconds, digest_from, version
            from person_preferences where person_id = any (?)
            """,
            row -> Map.entry(row.text("person_id"), known(row)),
            people)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  void put(String personId, KnownPreferences known, Instant now) {
    Preferences preferences = known.preferences();
    @Nullable QuietHours quiet = preferences.quietHours();
    sql.update(
        """
        insert into person_preferences (person_id, zone, quiet_weekly, quiet_holidays_of, throttle_most,
          throttle_within_seconds, budget, shift_seconds, digest_every_seconds, digest_from, version, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (person_id) do update set
          zone = excluded.zone, quiet_weekly = excluded.quiet_weekly,
          quiet_holidays_of = excluded.quiet_holidays_of, throttle_most = excluded.throttle_most,
          throttle_within_seconds = excluded.throttle_within_seconds, budget = excluded.budget,
          shift_seconds = excluded.shift_seconds, digest_every_seconds = excluded.digest_every_seconds,
          digest_from = excluded.digest_from, version = excluded.version, updated_at = excluded.updated_at
        """,
        personId,
        preferences.zone().getId(),
        json.write(quiet == null ? Map.of() : texts(quiet)),
        quiet == null ? null : quiet.holidaysOf(),
        preferences.throttle().most(),
        preferences.throttle().within().toSeconds(),
        preferences.budget(),
        preferences.shift().toSeconds(),
        preferences.digestEvery().toSeconds(),
        preferences.digestFrom(),
        known.version(),
        now);
  }

  private KnownPreferences known(Row row) throws SQLException {
    return new KnownPreferences(
        new Preferences(
            ZoneId.of(row.text("zone")),
            quietHours(row),
            new Throttle(row.integer("throttle_most"), seconds(row, "throttle_within_seconds")),
            row.integer("budget"),
            seconds(row, "shift_seconds"),
            seconds(row, "digest_every_seconds"),
            row.integer("digest_from")),
        row.number("version"));
  }

  private @Nullable QuietHours quietHours(Row row) throws SQLException {
    Map<DayOfWeek, List<String>> weekly = json.read(row.text("quiet_weekly"), WEEKLY);
    String holidaysOf = row.nullableText("quiet_holidays_of");
    return weekly.isEmpty() && holidaysOf == null
        ? null
        : new QuietHours(windows(weekly), holidaysOf);
  }

  private static Map<DayOfWeek, List<LocalWindow>> windows(Map<DayOfWeek, List<String>> weekly) {
    return weekly.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                day -> day.getValue().stream().map(LocalWindow::parse).toList()));
  }

  private static Map<DayOfWeek, List<String>> texts(QuietHours quiet) {
    return quiet.weekly().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                day -> day.getValue().stream().map(LocalWindow::toString).toList()));
  }

  private static Duration seconds(Row row, String column) throws SQLException {
    return Duration.ofSeconds(row.number(column));
  }
}
