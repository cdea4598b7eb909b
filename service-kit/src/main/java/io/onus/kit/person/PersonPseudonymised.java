package io.onus.kit.person;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.PoisonRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Told on {@code onus.directory.v1}: a pseudonym stands for this person from now on. Whom it means
 * is said by fingerprints only, for the topic is kept: who has the id in their tables finds it,
 * others learn no name.
 *
 * @param person fingerprint of the id
 * @param emails fingerprints of addresses, in lower case
 */
public record PersonPseudonymised(
    String pseudonym, String salt, String person, List<String> emails) {

  public static final String TYPE = "io.onus.directory.person-pseudonymised.v1";

  private static final Pattern PSEUDONYM = Pattern.compile("person-[0-9a-f]{16}");

  public PersonPseudonymised {
    emails = List.copyOf(emails);
  }

  public static PersonPseudonymised of(
      String pseudonym, String salt, String personId, List<String> emails) {
    return new PersonPseudonymised(
        pseudonym,
        salt,
        fingerprint(salt, personId),
        emails.stream().map(email -> fingerprint(salt, email.toLowerCase(Locale.ROOT))).toList());
  }

  public static PersonPseudonymised read(CloudEvent event) {
    JsonNode data = event.data();
    String pseudonym = data.path("pseudonym").asText();
    String salt = data.path("salt").asText();
    String person = data.path("person").asText();
    if (!isPseudonym(pseudonym) || salt.isEmpty() || person.isEmpty()) {
      throw new PoisonRecord("nobody is pseudonymised by this: " + event.subject());
    }
    List<String> emails = new ArrayList<>();
    data.path("emails").forEach(email -> emails.add(email.asText()));
    return new PersonPseudonymised(pseudonym, salt, person, emails);
  }

  public static boolean isPseudonym(String id) {
    return PSEUDONYM.matcher(id).matches();
  }

  /** SHA-256 of the salt followed by the text, in hex: what SQL can compute too. */
  public static String fingerprint(String salt, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest((salt + text).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
