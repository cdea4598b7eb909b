package io.onus.notification.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.onus.kit.test.OnusStack;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Mailbox;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a code: out by the method it proves, and back by the person who read it there. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class CodesArriveTest {

  private static final Pattern SIX_DIGITS = Pattern.compile("\\b\\d{6}\\b");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "onus.mail.port")
  int smtpPort;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String person = "p-" + mark;
  private final String department = "CODE" + mark.toUpperCase(Locale.ROOT);
  private final ClockFacts facts = new ClockFacts("CS", department);

  private Publisher publisher;
  private Mailbox mailbox;
  private Receiver receiver;

  @BeforeEach
  void begin() {
    publisher = new Publisher(bootstrap);
    mailbox = new Mailbox(smtpPort);
    receiver = new Receiver();
    Api.person(person);
  }

  @AfterEach
  void end() {
    receiver.close();
    mailbox.close();
    publisher.close();
  }

  @Test
  void aLetterBringsItAndThenTheFirstAlert() {
    String email = person + "@example.com";
    String method = Api.unverifiedMethod(person, "EMAIL", email).getString("id");

    String code = code(mailbox.await(email, 1).getFirst().text());
    verified(method, code);

    Api.route(department, person);
    publisher.clock(facts.breached(UUID.randomUUID()));
    assertThat(mailbox.await(email, 2).getLast().text()).contains(facts.requestId().toString());
  }

  @Test
  void aChatMessageBringsItAndThenTheFirstAlert() {
    String method = Api.unverifiedMethod(person, "CHAT", receiver.url("/room")).getString("id");

    String code = code(receiver.await(1).getFirst().text());
    verified(method, code);

    Api.route(department, person);
    publisher.clock(facts.breached(UUID.randomUUID()));
    assertThat(receiver.await(2).getLast().text()).contains(facts.requestId().toString());
  }

  private void verified(String method, String code) {
    Api.as(person)
        .body("{\"code\":\"" + code + "\"}")
        .post("/api/v1/people/" + person + "/methods/" + method + "/verify")
        .then()
        .statusCode(200)
        .body("status", equalTo("ACTIVE"));
  }

  private static String code(String text) {
    Matcher matcher = SIX_DIGITS.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group();
  }
}
