package io.onus.notification.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.OnusStack;
import io.onus.kit.tx.Transactions;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.secret.SecretBox;
import io.onus.notification.test.Api;
import io.onus.notification.test.FreePorts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class SealedSecretsTest {

  @Inject Sql sql;
  @Inject SecretBox box;
  @Inject SealedSecrets secrets;
  @Inject Transactions transactions;

  private UUID methodId;
  private Secret secret;

  @BeforeEach
  void begin() {
    String person = "sealed-" + UUID.randomUUID();
    Api.person(person);
    JsonPath method = Api.method(person, "WEBHOOK", "https://hooks.example.com/onus");
    methodId = UUID.fromString(method.getString("id"));
    secret = new Secret(method.getString("secret"));
  }

  @Test
  void theDatabaseDoesNotHaveTheSecretItself() {
    assertThat(kept()).startsWith(box.currentPrefix()).doesNotContain(secret.value());
    assertThat(box.open(kept(), methodId)).isEqualTo(secret);
  }

  @Test
  void aSecretFromBeforeIsSealedAtTheStart() {
    keep(secret.value());

    secrets.seal();

    assertThat(kept()).startsWith(box.currentPrefix());
    assertThat(box.open(kept(), methodId)).isEqualTo(secret);
  }

  @Test
  void whatCannotBeOpenedStaysAsItIs() {
    byte[] another = new byte[32];
    String foreign =
        new SecretBox(Optional.of(Base64.getEncoder().encodeToString(another)))
            .seal(secret, methodId);
    keep(foreign);

    secrets.seal();

    assertThat(kept()).isEqualTo(foreign);
  }

  private void keep(String text) {
    transactions.run(
        () -> sql.update("update contact_methods set secret = ? where id = ?", text, methodId));
  }

  private String kept() {
    return transactions.call(
        () ->
            sql.one(
                    "select secret from contact_methods where id = ?",
                    row -> row.text("secret"),
                    methodId)
                .orElseThrow());
  }
}
