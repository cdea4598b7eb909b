package io.onus.request.person;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.caller.Callers;
import io.onus.kit.person.PersonPseudonymised;
import io.onus.kit.person.PersonTraces;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.request.directory.DirectoryEvents;
import io.onus.request.directory.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/** Puts a pseudonym in a person's place and tells the other services to do the same. */
@ApplicationScoped
public class PersonService {

  private static final Logger LOG = Logger.getLogger(PersonService.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int DIGITS = 16;

  private final PersonStore store;
  private final PersonTraces traces;
  private final DirectoryService directory;
  private final DirectoryEvents events;
  private final Audit audit;
  private final Callers callers;
  private final Transactions transactions;
  private final WallClock clock;

  public PersonService(
      PersonStore store,
      PersonTraces traces,
      DirectoryService directory,
      DirectoryEvents events,
      Audit audit,
      Callers callers,
      Transactions transactions,
      WallClock clock) {
    this.store = store;
    this.traces = traces;
    this.directory = directory;
    this.events = events;
    this.audit = audit;
    this.callers = callers;
    this.transactions = transactions;
    this.clock = clock;
  }

  String pseudonymise(String personId, List<String> emails) {
    Caller caller = callers.require(Role.ADMIN);
    if (personId.equals(caller.id())) {
      throw Problem.refused(
          "own-pseudonym",
          "This would be recorded under your name. Let another admin do it.",
          Map.of());
    }
    return transactions.call(
        () -> {
          if (PersonPseudonymised.isPseudonym(personId) && store.isKnown(personId)) {
            audit.unchanged();
            return personId;
          }
          Instant now = clock.now();
          String pseudonym = pseudonymOf(personId);
          int calls = store.count(pseudonym, now);
          store.replace(personId, pseudonym);
          traces.replace(personId, pseudonym);
          directory.removeContacts(emails);
          audit.record(
              AuditEntry.of("pseudonym.given", "pseudonym", pseudonym).with("calls", calls));
          events.pseudonymised(
              PersonPseudonymised.of(pseudonym, newSalt(), personId, emails), calls, now);
          transactions.afterCommit(
              () -> LOG.infof("person pseudonymised pseudonym=%s calls=%d", pseudonym, calls));
          return pseudonym;
        });
  }

  private String pseudonymOf(String personId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(store.key(), mac.getAlgorithm()));
      byte[] code = mac.doFinal(personId.getBytes(StandardCharsets.UTF_8));
      return "person-" + HexFormat.of().formatHex(code).substring(0, DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String newSalt() {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }
}
