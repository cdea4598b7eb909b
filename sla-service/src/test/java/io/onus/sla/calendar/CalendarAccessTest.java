package io.onus.sla.calendar;

import static io.onus.sla.Scene.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.sla.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who writes which calendar, with the departments as this service knows them. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class CalendarAccessTest {

  @Inject Sql sql;

  private Scene scene;
  private String lead;

  @BeforeEach
  void company() {
    scene = Scene.of(Scene.departments(sql, "CAL-" + number()));
    lead = scene.providerLead();
  }

  @Test
  void aLeadWritesTheCalendarsNamedAfterTheirDepartment() {
    put(scene.provider(), lead, null).statusCode(201);
    put(scene.provider() + "-hours", lead, null).statusCode(201);
    put(scene.provider() + "-hours", lead, "\"1\"").statusCode(200);

    put(scene.requester() + "-hours", lead, null)
        .statusCode(403)
        .body("type", equalTo("/problems/forbidden"))
        .body("detail", containsString(scene.requester() + "-hours"));
    put(scene.provider() + "-hours", Tokens.member("eva", scene.provider()), "\"1\"")
        .statusCode(403);
  }

  @Test
  void aCalendarOfSeveralDepartmentsIsWrittenByWhoLeadsThemAll() {
    String shift = "late-shift-" + number();
    put(shift, lead, null).statusCode(403);
    worksBy(scene.provider(), shift);
    put(shift, lead, null).statusCode(201);
    worksBy(scene.requester(), shift);

    put(shift, lead, "\"1\"").statusCode(403);
    put(shift, Tokens.lead("both", scene.requester(), scene.provider()), "\"1\"").statusCode(200);
    put(shift, Tokens.admin("root"), "\"1\"").statusCode(200);
  }

  @Test
  void theCompanysCalendarIsAnAdminsThoughDepartmentsWorkByIt() {
    put("company", lead, "\"1\"").statusCode(403);
    put("company", Tokens.auditor("vera"), "\"1\"").statusCode(403);
    put("company", Tokens.onCallAdmin("otto"), "\"1\"").statusCode(403);
    put("company", Tokens.admin("root"), null).statusCode(428);
  }

  @Test
  void aCalendarOfAMoreSpecialDepartmentIsNotTheGeneralOnes() {
    String special = scene.provider() + "-EU";
    department(special);

    put(special + "-hours", lead, null).statusCode(403);
    put(special + "-hours", Tokens.lead("edna", special), null).statusCode(201);
  }

  private void department(String code) {
    sql.update(
        """
        insert into departments (code, name, zone, calendar, version)
        values (?, ?, 'UTC', 'company', 1)
        """,
        code,
        code);
  }

  private void worksBy(String department, String calendar) {
    sql.update("update departments set calendar = ? where code = ?", calendar, department);
  }

  private static String number() {
    return String.valueOf(UUID.randomUUID().getMostSignificantBits() & 0xffffffffL);
  }

  private static ValidatableResponse put(String code, String token, @Nullable String ifMatch) {
    RequestSpecification call = as(token).body(Scene.calendar());
    if (ifMatch != null) {
      call = call.header("If-Match", ifMatch);
    }
    return call.put("/api/v1/calendars/" + code).then();
  }
}
