package io.onus.local.company;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.local.identity.TokenMint;
import io.onus.local.identity.TokenPurse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBearersTest {

  private LocalBearers bearers;

  @BeforeEach
  void mint(@TempDir Path folder) {
    TokenMint mint =
        TokenMint.ofNewKey(folder.resolve("key.json"), URI.create("http://127.0.0.1:8084/onus"));
    bearers = new LocalBearers(new TokenPurse(mint));
  }

  @Test
  void whoDescribesTheCompanyManagesPeopleAndRoutesToo() throws IOException {
    assertThat(claims(bearers.admin()).path("groups"))
        .extracting(JsonNode::asText)
        .containsExactly("/onus/admin", "/onus/on-call-admin");
  }

  @Test
  void offersOfADemoDepartmentAreSignedByItsDemoLead() throws IOException {
    JsonNode claims = claims(bearers.leadOf("ENG"));

    assertThat(claims.path("preferred_username").asText()).isEqualTo("lena");
    assertThat(claims.path("groups")).extracting(JsonNode::asText).contains("/ENG/lead");
  }

  @Test
  void anyOtherDepartmentHasALeadForTrying() throws IOException {
    assertThat(claims(bearers.leadOf("NIGHT-SHIFT")).path("groups"))
        .extracting(JsonNode::asText)
        .contains("/NIGHT-SHIFT/lead");
  }

  private static JsonNode claims(String token) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }
}
