package io.onus.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.onus.kit.test.TestCertificate;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Wordings;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Answer.RefusedForGood;
import io.onus.notification.channel.domain.Answer.RefusedForNow;
import io.onus.notification.channel.domain.Answer.Taken;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Notice.Customer;
import io.onus.notification.channel.domain.Notice.Promise;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailChannelTest {

  private static final Instant DUE = Instant.parse("2026-11-23T10:00:00Z");
  private static final String ADDRESS = "lena@example.com";
  private static final UUID DELIVERY = UUID.fromString("01a207d9-0000-7000-8000-000000000002");
  private static final UUID REQUEST = UUID.fromString("01a207d9-0000-7000-8000-000000000001");

  private static TestCertificate ours;
  private static TestCertificate another;

  @TempDir Path folder;

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "onus.mail.host", "127.0.0.1",
              "onus.mail.from", "onus@example.com",
              "onus.mail.host-name", "onus.example.com"));
  private SmtpClient client;

  @BeforeAll
  static void certificates(@TempDir Path store) throws Exception {
    ours = TestCertificate.of(store, "ip:127.0.0.1");
    another = TestCertificate.of(store, "dns:mail.example.com");
  }

  @AfterEach
  void end() {
    if (client != null) {
      client.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 no such user",
    "RCPT, 551 not here",
    "RCPT, 501 what",
    "RCPT, 521 never",
    "RCPT, 552 mailbox full for good",
    "MAIL, 553 not from you",
    "DATA, 554 no",
    "TEXT, 552 too large",
    "TEXT, 550 spam"
  })
  void whatIsRefusedForGoodIsNotTriedAgain(String stage, String reply) throws IOException {
    try (ScriptedMailServer server = ScriptedMailServer.plain().says(stage, reply)) {
      assertThat(channel(server.port()).send(message("?", ADDRESS)))
          .isEqualTo(new RefusedForGood("the mail server answered " + reply, false));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 450 4.2.1 greylisted",
    "RCPT, 451 later",
    "RCPT, 452 full",
    "RCPT, 421 going down",
    "MAIL, 421 going down",
    "MAIL, 530 sign in first",
    "RCPT, 530 sign in first",
    "DATA, 451 later",
    "TEXT, 451 later"
  })
  void whatIsRefusedForNowIsTriedAgain(String stage, String reply) throws IOException {
    try (ScriptedMailServer server = ScriptedMailServer.plain().says(stage, reply)) {
      assertThat(channel(server.port()).send(message("?", ADDRESS)))
          .isEqualTo(new RefusedForNow("the mail server answered " + reply, null));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "TEXT"})
  void aServerThatHangsUpIsTriedAgain(String stage) throws IOException {
    try (ScriptedMailServer server =
        ScriptedMailServer.plain().says(stage, ScriptedMailServer.HANG_UP)) {
      assertThat(channel(server.port()).send(message("?", ADDRESS)))
          .isInstanceOf(RefusedForNow.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"554 not you", "421 too many", "nonsense"})
  void aGreetingSaysNothingAboutTheLetter(String greeting) throws IOException {
    try (ScriptedMailServer server = ScriptedMailServer.plain().says("GREETING", greeting)) {
      assertThat(channel(server.port()).send(message("?", ADDRESS)))
          .isInstanceOf(RefusedForNow.class);
      assertThat(server.heard("MAIL")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GREETING, silence",
    "EHLO, silence",
    "RCPT, silence",
    "TEXT, silence",
    "GREETING, drip",
    "EHLO, drip",
    "TEXT, drip"
  })
  void aServerThatNeverFinishesIsGivenUp(String stage, String manner) throws IOException {
    settings.put("onus.mail.timeout", "PT0.3S");
    try (ScriptedMailServer server = ScriptedMailServer.plain().says(stage, manner)) {
      assertThat(channel(server.port()).send(message("?", ADDRESS)))
          .isInstanceOf(RefusedForNow.class);
    }
  }

  @Test
  void noServerAtAllIsTriedAgain() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(channel(port).send(message("?", ADDRESS))).isInstanceOf(RefusedForNow.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {ScriptedMailServer.SILENCE, ScriptedMailServer.HANG_UP, "421 bye"})
  void aLetterThatWasTakenStaysTakenHoweverTheServerParts(String farewell) throws IOException {
    try (ScriptedMailServer server = ScriptedMailServer.plain().says("QUIT", farewell)) {
      assertThat(channel(server.port()).send(message("?", ADDRESS))).isInstanceOf(Taken.class);
    }
  }

  @Test
  void theAddressIsNotRepeatedInAReason() throws IOException {
    try (ScriptedMailServer server =
        ScriptedMailServer.plain().says("RCPT", "550 <lena@example.com>: unknown")) {
      assertThat(channel(server.port()).send(message("?", ADDRESS)))
          .isEqualTo(
              new RefusedForGood("the mail server answered 550 <(the address)>: unknown", false));
    }
  }

  @Test
  void aLetterSaysWhoItIsFromWhichThreadItIsInAndThatAMachineWroteIt() throws IOException {
    try (ScriptedMailServer server = ScriptedMailServer.plain()) {
      channel(server.port()).send(message("Which bolt?", ADDRESS));

      String thread = "<request-" + REQUEST + "@example.com>";
      assertThat(server.heard())
          .contains(
              "EHLO EHLO onus.example.com",
              "MAIL MAIL FROM:<onus@example.com>",
              "RCPT RCPT TO:<lena@example.com>");
      assertThat(server.letter())
          .contains(
              "From: onus@example.com",
              "To: lena@example.com",
              "Message-ID: <" + DELIVERY + "@example.com>",
              "In-Reply-To: " + thread,
              "References: " + thread,
              "Auto-Submitted: auto-generated",
              "Content-Type: text/plain; charset=UTF-8",
              "Content-Type: text/html; charset=UTF-8")
          .filteredOn(line -> line.startsWith("Content-Type: multipart/alternative;"))
          .hasSize(1);
    }
  }

  @Test
  void whateverPeopleWriteBecomesNeitherAHeaderNorACommand() throws IOException {
    String hostile = "x\r\nBcc: eve@example.com\r\n\r\n.\r\nRCPT TO:<eve@example.com>\r\n\u2028ü\0";
    try (ScriptedMailServer server = ScriptedMailServer.plain()) {
      assertThat(channel(server.port()).send(message(hostile, ADDRESS))).isInstanceOf(Taken.class);

      List<String> letter = server.letter();
      List<String> headers = letter.subList(0, letter.indexOf(""));
      assertThat(headers).filteredOn(line -> line.startsWith("Subject:")).hasSize(1);
      assertThat(letter).noneMatch(line -> line.startsWith("Bcc"));
      assertThat(headers.stream().map(line -> line.split("[:\\s]", 2)[0]).filter(h -> !h.isEmpty()))
          .containsExactlyInAnyOrder(
              "Date",
              "From",
              "To",
              "Message-ID",
              "In-Reply-To",
              "References",
              "Auto-Submitted",
              "Subject",
              "MIME-Version",
              "Content-Type");
      assertThat(server.heard()).filteredOn(line -> line.startsWith("RCPT")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lena@example.com\r\nRCPT TO:<eve@example.com>",
        "lena@example.com\nBcc: eve@example.com",
        "lena@example.com, eve@example.com",
        "lena@example.com> SIZE=1 <eve@example.com",
        "all: lena@example.com, eve@example.com;",
        "lena",
        "@example.com",
        "löna@example.com",
        "lena@exämple.com",
        "lena @example.com",
        ""
      })
  void anAddressThatIsNotOneMailboxReachesNoServer(String address) throws IOException {
    try (ScriptedMailServer server = ScriptedMailServer.plain()) {
      Answer answer = channel(server.port()).send(message("?", address));

      assertThat(answer).isInstanceOf(RefusedForGood.class);
      assertThat(server.heard()).isEmpty();
    }
  }

  @Test
  void aLineThatIsADotDoesNotEndTheLetter() throws IOException {
    try (ScriptedMailServer server = ScriptedMailServer.plain()) {
      Notice dotted =
          new Notice(
              REQUEST,
              ".",
              ".",
              ".",
              ".",
              null,
              null,
              ".",
              ".",
              promise(),
              null,
              null,
              new Customer(".", ".", null),
              null,
              null,
              "UTC",
              "\r\n.\r\nQUIT",
              List.of());

      Answer answer = channel(server.port()).send(message(dotted, ADDRESS));

      assertThat(answer).isInstanceOf(Taken.class);
      assertThat(server.heard()).filteredOn(line -> line.startsWith("MAIL")).hasSize(1);
      assertThat(server.letter()).contains("..").contains("QUIT");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"onus", "a@b.example, c@d.example", "onus@example.com\nBcc: x@y.example"})
  void aSenderThatCannotBeEndsTheStart(String from) {
    settings.put("onus.mail.from", from);

    assertThatThrownBy(() -> channel(25)).hasMessageContaining("ONUS_MAIL_FROM");
  }

  @Test
  void aSenderMayHaveAName() throws IOException {
    settings.put("onus.mail.from", "Onus <onus@example.com>");
    try (ScriptedMailServer server = ScriptedMailServer.plain()) {
      channel(server.port()).send(message("?", ADDRESS));

      assertThat(server.heard()).contains("MAIL MAIL FROM:<onus@example.com>");
      assertThat(server.letter()).contains("From: Onus <onus@example.com>");
    }
  }

  @Test
  void itSignsInWhereItIsToldTo() throws IOException {
    signIn();
    try (ScriptedMailServer server =
        ScriptedMailServer.plain().says("EHLO", "250-here\r\n250 AUTH LOGIN")) {
      assertThat(channel(server.port()).send(message("?", ADDRESS))).isInstanceOf(Taken.class);
      assertThat(server.heard()).contains("USER b251cw==", "PASSWORD c2VjcmV0LXdvcmQ=");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"535 5.7.8 wrong password", "454 later", "534 too weak"})
  void aSignInThatFailsIsAboutUsAndNotTheLetter(String reply) throws IOException {
    signIn();
    try (ScriptedMailServer server =
        ScriptedMailServer.plain()
            .says("EHLO", "250-here\r\n250 AUTH LOGIN")
            .says("PASSWORD", reply)) {
      Answer answer = channel(server.port()).send(message("?", ADDRESS));

      assertThat(answer).isInstanceOf(RefusedForNow.class);
      assertThat(answer.toString()).contains(reply.substring(0, 3)).doesNotContain("secret-word");
      assertThat(server.heard("MAIL")).isFalse();
    }
  }

  @Test
  void aServerThatAsksForNoSignInIsNotToldThePassword() throws IOException {
    signIn();
    try (ScriptedMailServer server = ScriptedMailServer.plain()) {
      assertThat(channel(server.port()).send(message("?", ADDRESS))).isInstanceOf(Taken.class);
      assertThat(server.heard("AUTH")).isFalse();
    }
  }

  @Test
  void aPasswordForAnotherMachineInTheClearEndsTheStart() {
    signIn();
    settings.put("onus.mail.host", "192.0.2.1");

    assertThatThrownBy(() -> channel(25)).hasMessageContaining("ONUS_SMTP_TLS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void aLetterGoesThroughTlsToAServerThatIsTrusted(String tls) throws IOException {
    settings.put("onus.mail.tls", tls);
    settings.put("onus.mail.certificates", ours.pem().toString());
    signIn();
    try (ScriptedMailServer server = server(tls, ours)) {
      server.says(
          "EHLO",
          "250-here\r\n" + (tls.equals("tls") ? "" : "250-STARTTLS\r\n") + "250 AUTH LOGIN");

      assertThat(channel(server.port()).send(message("?", ADDRESS))).isInstanceOf(Taken.class);

      assertThat(server.heard())
          .filteredOn(line -> !line.startsWith("*"))
          .allMatch(line -> line.startsWith("EHLO") || line.startsWith("STARTTLS"));
      assertThat(server.heard()).contains("*PASSWORD c2VjcmV0LXdvcmQ=");
      assertThat(server.letter()).contains("To: lena@example.com");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void aServerNobodyTrustsGetsNoLetter(String tls) throws IOException {
    settings.put("onus.mail.tls", tls);
    try (ScriptedMailServer server = server(tls, ours)) {
      Answer answer = channel(server.port()).send(message("?", ADDRESS));
      assertThat(answer).isInstanceOf(RefusedForNow.class);
      assertThat(answer.toString()).contains("certification path");
      assertThat(server.heard("MAIL")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void aServerWithACertificateForAnotherNameGetsNoLetter(String tls) throws IOException {
    settings.put("onus.mail.tls", tls);
    settings.put("onus.mail.certificates", another.pem().toString());
    try (ScriptedMailServer server = server(tls, another)) {
      Answer answer = channel(server.port()).send(message("?", ADDRESS));
      assertThat(answer).isInstanceOf(RefusedForNow.class);
      assertThat(answer.toString()).contains("No subject alternative names matching");
      assertThat(server.heard("MAIL")).isFalse();
    }
  }

  @Test
  void aServerThatDoesNotGoOverToTlsGetsNoLetter() throws IOException {
    settings.put("onus.mail.tls", "starttls");
    try (ScriptedMailServer server = ScriptedMailServer.plain()) {
      assertThat(channel(server.port()).send(message("?", ADDRESS)))
          .isInstanceOf(RefusedForNow.class);
      assertThat(server.heard("MAIL")).isFalse();
    }
  }

  @Test
  void aFileWithoutACertificateEndsTheStart() {
    settings.put("onus.mail.certificates", folder.resolve("none.pem").toString());

    assertThatThrownBy(() -> channel(25)).hasMessageContaining("none.pem");
  }

  /** As the worker sends them: many threads, one letter each, again and again. */
  @Test
  void lettersInBurstsAreAllTakenAtTheFirstAttempt() throws Exception {
    GreenMail mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mailbox.start();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      EmailChannel channel = channel(mailbox.getSmtp().getPort());
      for (int burst = 0; burst < 40; burst++) {
        List<Future<Answer>> answers =
            IntStream.range(0, 8)
                .mapToObj(
                    n -> workers.submit(() -> channel.send(message("?", "p" + n + "@example.com"))))
                .toList();
        for (Future<Answer> answer : answers) {
          assertThat(answer.get()).isInstanceOf(Taken.class);
        }
      }

      assertThat(mailbox.getReceivedMessages()).hasSize(320);
    } finally {
      mailbox.stop();
    }
  }

  private void signIn() {
    settings.put("onus.mail.user", "onus");
    settings.put("onus.mail.password", "secret-word");
  }

  private static ScriptedMailServer server(String tls, TestCertificate certificate) {
    return tls.equals("tls")
        ? ScriptedMailServer.encrypted(certificate.server())
        : ScriptedMailServer.starttls(certificate.server());
  }

  private EmailChannel channel(int port) {
    settings.put("onus.mail.port", String.valueOf(port));
    MailSettings mail =
        new SmallRyeConfigBuilder()
            .withMapping(MailSettings.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build()
            .getConfigMapping(MailSettings.class);
    client = new SmtpClient(mail);
    WallClock clock = new WallClock();
    return new EmailChannel(client, mail, clock, new Wordings(clock, "https://onus.example.com/"));
  }

  private static Message message(String subject, String address) {
    return message(
        new Notice(
            REQUEST,
            "ENG-1042",
            subject,
            "CS",
            "ENG",
            null,
            null,
            "ENG",
            "CS",
            promise(),
            null,
            null,
            new Customer(subject, subject, null),
            null,
            null,
            "UTC",
            "/requests/" + REQUEST,
            List.of()),
        address);
  }

  private static Message message(Notice notice, String address) {
    return new Message(
        DELIVERY,
        null,
        "Lena",
        address,
        List.of(),
        Severity.CRITICAL,
        new Content.Milestone(notice),
        false,
        "{}");
  }

  private static Promise promise() {
    return new Promise("FIRST_RESPONSE", Standing.BREACHED, 100, DUE, false);
  }
}
