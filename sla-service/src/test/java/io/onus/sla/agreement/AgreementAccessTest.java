package io.onus.sla.agreement;

import static io.onus.sla.Scene.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.sla.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees an agreement and who signs it, beyond the cells of the table of rules. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class AgreementAccessTest {

  @Inject Sql sql;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private Scene scene;

  @BeforeEach
  void company() {
    scene = Scene.of(Scene.departments(sql, "AGREE"));
  }

  @Test
  void whoLeadsBothSidesProposesForTheRequesterAndAnswersForTheOther() {
    String both = Tokens.lead("both", scene.requester(), scene.provider());
    String id = scene.proposedBy(both);

    as(both)
        .get("/api/v1/agreements/" + id)
        .then()
        .body("signatures.side", contains("REQUESTER"))
        .body("awaiting", equalTo(scene.provider()));
    accept(id, both).statusCode(200).body("signatures.side", contains("REQUESTER", "PROVIDER"));
    accept(id, both).statusCode(412);
  }

  @Test
  void anEventNamesTheDepartmentThatWasSignedFor() {
    // Given: people of several departments, whose first is not the one they sign for
    String proposer =
        Tokens.of("cleo").groups("/AAA/lead", "/" + scene.requester() + "/lead").sign();
    String answerer =
        Tokens.of("lena")
            .groups("/AAA", "/" + scene.requester(), "/" + scene.provider() + "/deputy")
            .sign();

    // When
    String id = scene.proposedBy(proposer);
    accept(id, answerer).statusCode(200);

    // Then
    List<TopicReader.Read> told;
    try (TopicReader topic = new TopicReader(bootstrap, "onus.agreement.v1")) {
      told = topic.awaitOf(id, 2);
    }
    JsonNode proposed = told.getFirst().data().path("actor");
    assertThat(proposed.path("department").asText()).isEqualTo(scene.requester());
    assertThat(proposed.path("side").asText()).isEqualTo("REQUESTER");
    JsonNode signed = told.getLast().data().path("actor");
    assertThat(signed.path("id").asText()).isEqualTo("lena");
    assertThat(signed.path("department").asText()).isEqualTo(scene.provider());
    assertThat(signed.path("side").asText()).isEqualTo("PROVIDER");
  }

  @Test
  void aSystemSignsNothingWhateverItLeads() {
    String requester = robot(scene.requester());
    String provider = robot(scene.provider());
    String id = scene.proposedBy(scene.requesterLead());

    as(requester)
        .body(scene.proposal())
        .post("/api/v1/agreements")
        .then()
        .statusCode(403)
        .body("detail", containsString("person"));
    accept(id, provider).statusCode(403);
    as(provider).body(scene.offer()).post("/api/v1/offers").then().statusCode(403);
    as(requester)
        .header("If-Match", "\"1\"")
        .body("{\"department\":\"" + scene.requester() + "\"}")
        .post("/api/v1/offers/" + scene.offered() + "/accept")
        .then()
        .statusCode(403);
  }

  @Test
  void whoMayNotSignIsToldSoBeforeTheVersionIsLookedAt() {
    String id = scene.proposedBy(scene.requesterLead());

    as(Tokens.member("eva", scene.provider()))
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(403);
    as(Tokens.lead("sam", scene.other()))
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(404);
    as(scene.providerLead()).post("/api/v1/agreements/" + id + "/accept").then().statusCode(428);
  }

  @Test
  void whatOneMayNotSeeReadsLikeWhatNeverWas() {
    String id = scene.proposedBy(scene.requesterLead());
    String unknown = UUID.randomUUID().toString();
    String stranger = Tokens.lead("sam", scene.other());

    Response unseen = as(stranger).get("/api/v1/agreements/" + id);
    Response never = as(stranger).get("/api/v1/agreements/" + unknown);

    assertThat(unseen.statusCode()).isEqualTo(never.statusCode()).isEqualTo(404);
    assertThat(unseen.asString().replace(id, unknown)).isEqualTo(never.asString());
  }

  @Test
  void pagesAreCutAfterWhatIsNotTheirsIsLeftOut() {
    // Given: agreements of two pairs, made in turns
    Scene.Departments others = Scene.departments(sql, "AGREE-PAGES");
    Set<String> mine = new TreeSet<>();
    Set<String> theirs = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      mine.add(Scene.of(others).proposedBy(Tokens.lead("pia", others.requester())));
      Scene foreign = Scene.of(Scene.departments(sql, "AGREE"));
      theirs.add(foreign.proposedBy(foreign.requesterLead()));
    }

    // When
    List<String> seen = new ArrayList<>();
    int pages = 0;
    String next = "";
    do {
      Response page =
          as(Tokens.member("eva", others.provider()))
              .get("/api/v1/agreements?pageSize=1" + next)
              .then()
              .statusCode(200)
              .extract()
              .response();
      List<String> ids = page.path("items.id");
      assertThat(ids).as("a page before the last is full").hasSize(1);
      seen.addAll(ids);
      pages++;
      String token = page.path("nextPageToken");
      next = token == null ? "" : "&pageToken=" + token;
    } while (!next.isEmpty());

    // Then
    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(mine);
    assertThat(pages).isEqualTo(3);
    assertThat(seen).doesNotContainAnyElementsOf(theirs);
  }

  @Test
  void whoBelongsNowhereSeesNoAgreement() {
    scene.proposedBy(scene.requesterLead());

    as(Tokens.of("nobody").sign())
        .get("/api/v1/agreements?pageSize=200")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(0));
  }

  private static String robot(String department) {
    return Tokens.of("bot").robot().groups("/" + department + "/lead").sign();
  }

  private static ValidatableResponse accept(String id, String token) {
    return as(token)
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then();
  }
}
