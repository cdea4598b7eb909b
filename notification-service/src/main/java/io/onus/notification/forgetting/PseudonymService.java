package io.onus.notification.forgetting;

import io.onus.kit.person.PersonPseudonymised;
import io.onus.kit.person.PersonTraces;
import io.onus.kit.sql.Sql;
import io.onus.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts a pseudonym in a person's place, here. Doing it again changes what came in meanwhile. */
@ApplicationScoped
public class PseudonymService {

  private static final Logger LOG = Logger.getLogger(PseudonymService.class);

  private final Sql sql;
  private final PersonTraces traces;
  private final Transactions transactions;

  public PseudonymService(Sql sql, PersonTraces traces, Transactions transactions) {
    this.sql = sql;
    this.traces = traces;
    this.transactions = transactions;
  }

  public void pseudonymise(PersonPseudonymised event) {
    transactions.run(
        () -> {
          List<String> people = traces.meant(event);
          Set<String> addresses = new TreeSet<>(addresses(event));
          for (String person : people) {
            addresses.addAll(methodsOf(person));
            replace(person, addresses, event.pseudonym());
            traces.replace(person, event.pseudonym());
          }
          if (people.isEmpty() && !addresses.isEmpty()) {
            // Somebody only the directory knew, by an address.
            replace(null, addresses, event.pseudonym());
          }
          transactions.afterCommit(
              () ->
                  LOG.infof(
                      "person pseudonymised pseudonym=%s ids=%d addresses=%d",
                      event.pseudonym(), people.size(), addresses.size()));
        });
  }

  private List<String> addresses(PersonPseudonymised event) {
    return sql.list(
        """
        select address from known_addresses
        where encode(sha256(convert_to(? || lower(address), 'UTF8')), 'hex') = any (?)
        """,
        row -> row.text("address"),
        event.salt(),
        event.emails());
  }

  private List<String> methodsOf(String person) {
    return sql.list(
        "select address from contact_methods where person_id = ?",
        row -> row.text("address"),
        person);
  }

  private void replace(@Nullable String person, Set<String> addresses, String pseudonym) {
    sql.list(
        "select pseudonymise_person(?::text, ?::text[], ?)",
        row -> true,
        person,
        addresses,
        pseudonym);
  }
}
