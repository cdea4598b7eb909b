package io.onus.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {

  private static final URI ISSUER = URI.create("http://127.0.0.1:8084/onus");

  private Path key;
  private String out;
  private String err;

  @BeforeEach
  void makeKey(@TempDir Path folder) {
    key = folder.resolve("signing-key.json");
    SigningKey.readOrMake(key);
  }

  @Test
  void theTokenStandsAloneWhereAScriptLooks() throws Exception {
    assertThat(run("audrey")).isZero();

    JWTClaimsSet claims = SignedJWT.parse(out.strip()).getJWTClaimsSet();
    assertThat(out).hasLineCount(1);
    assertThat(claims.getStringClaim("preferred_username")).isEqualTo("audrey");
    assertThat(claims.getStringListClaim("groups")).containsExactly("/onus/auditor");
    assertThat(err).contains("audrey (/onus/auditor)", "1 hour", "for trying only");
  }

  @Test
  void aSystemHasATokenToo() throws Exception {
    assertThat(run("shop")).isZero();

    assertThat(SignedJWT.parse(out.strip()).getJWTClaimsSet().getBooleanClaim("robot")).isTrue();
  }

  @Test
  void aWrongPersonIsToldWhoThereIs() {
    assertThat(run("eve")).isEqualTo(2);

    assertThat(out).isEmpty();
    assertThat(err.lines().findFirst().orElseThrow())
        .contains("There is no demo person eve; there are ada (/CS), emil (/ENG)")
        .contains("lena", "otto", "audrey", "admin", "shop", "bridge");
  }

  @Test
  void anyNameWillDoWithGroups() throws Exception {
    assertThat(run("marie", "--groups", "/SALES,/SALES/lead")).isZero();

    JWTClaimsSet claims = SignedJWT.parse(out.strip()).getJWTClaimsSet();
    assertThat(claims.getStringClaim("preferred_username")).isEqualTo("marie");
    assertThat(claims.getStringListClaim("groups")).containsExactly("/SALES", "/SALES/lead");
  }

  @Test
  void groupsReplaceADemoPersonsOwn() throws Exception {
    assertThat(run("--groups", "/OPS", "ada")).isZero();

    JWTClaimsSet claims = SignedJWT.parse(out.strip()).getJWTClaimsSet();
    assertThat(claims.getStringListClaim("groups")).containsExactly("/OPS");
    assertThat(claims.getStringClaim("email")).isEqualTo("ada@onus.example");
  }

  @Test
  void anyProgramWillDoWithGroups() throws Exception {
    assertThat(run("erp", "--robot", "--groups", "/SALES")).isZero();

    JWTClaimsSet claims = SignedJWT.parse(out.strip()).getJWTClaimsSet();
    assertThat(claims.getStringClaim("azp")).isEqualTo("erp");
    assertThat(claims.getBooleanClaim("robot")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada emil",
        "ada --groups",
        "ada --groups SALES",
        "ada --groups /SALES/",
        "ada --groups /sales",
        "ada --groups /SALES/boss",
        "ada --groups /onus/root",
        "ada --groups /SALES,,",
        "ada --admin",
        "erp --robot"
      })
  void whatMakesNoSenseIsSaidWithTheUsage(String typed) {
    assertThat(run(typed.isEmpty() ? new String[0] : typed.split(" "))).isEqualTo(2);

    assertThat(out).isEmpty();
    assertThat(err).startsWith("onus: ").contains("Usage: ./onus token PERSON");
  }

  private int run(String... args) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    int status =
        TokenCommand.run(
            List.of(args),
            key,
            ISSUER,
            new PrintStream(stdout, true),
            new PrintStream(stderr, true));
    out = stdout.toString(StandardCharsets.UTF_8);
    err = stderr.toString(StandardCharsets.UTF_8);
    return status;
  }
}
