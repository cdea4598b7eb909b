package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.local.SuiteService;
import io.onus.local.identity.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Somebody leaves the company: one call, and no service knows them any more. */
@Order(2)
class ForgottenPersonJourney {

  private static final Person ADMIN = Person.human("admin", "/onus/admin", "/onus/on-call-admin");
  private static final Person AUDITOR = Person.human("vera", "/onus/auditor");
  private static final String HEDY = "hedy.who.leaves";

  private final Suite suite = Suite.running();

  @Test
  void aPersonWhoLeftIsAPseudonymInEveryServiceAndTheTrailHolds() throws SQLException {
    // Given: she asked for something, and can be reached
    Partners partners = Partners.named(suite, "LEAVE");
    Person hedy = Person.human(HEDY, "/" + partners.requester());
    String request =
        suite
            .requests(hedy)
            .post(
                "/requests",
                "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"Which screw?\"}"
                    .formatted(partners.requester(), partners.provider()))
            .ok()
            .text("id");
    suite.notifications(ADMIN).put("/people/" + HEDY, "{\"name\":\"Hedy\"}").ok();
    Eventually.until(
        "her request has reached the clocks",
        () -> traces(SuiteService.SLA).contains("request_facts"));

    // When
    String pseudonym =
        suite
            .requests(ADMIN)
            .post("/people/" + HEDY + "/pseudonymise", "{\"emails\":[\"hedy@example.com\"]}")
            .ok()
            .text("pseudonym");

    // Then
    for (SuiteService service : SuiteService.values()) {
      Eventually.until(
          service.fullName() + " has forgotten her", () -> traces(service), List::isEmpty);
    }
    assertThat(suite.requests(AUDITOR).get("/requests/" + request).ok().text("createdBy"))
        .isEqualTo(pseudonym);
    for (Api api :
        List.of(suite.requests(AUDITOR), suite.sla(AUDITOR), suite.notifications(AUDITOR))) {
      JsonNode found = api.get("/audit/verify").ok().body();
      assertThat(found.path("intact").asBoolean()).as(found.toString()).isTrue();
      assertThat(found.path("complete").asBoolean()).isTrue();
    }
  }

  /** Tables with a row that names her. */
  private List<String> traces(SuiteService service) {
    List<String> found = new ArrayList<>();
    try (Connection database = suite.database(service)) {
      for (String table : tables(database)) {
        try (PreparedStatement statement =
            database.prepareStatement(
                "select 1 from %s t where position(? in t::text) > 0 limit 1".formatted(table))) {
          statement.setString(1, HEDY);
          try (ResultSet results = statement.executeQuery()) {
            if (results.next()) {
              found.add(table);
            }
          }
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  private static List<String> tables(Connection database) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement statement =
            database.prepareStatement(
                "select relname from pg_class where relkind = 'r' and relnamespace ="
                    + " 'public'::regnamespace");
        ResultSet results = statement.executeQuery()) {
      while (results.next()) {
        tables.add(results.getString(1));
      }
    }
    return tables;
  }
}
