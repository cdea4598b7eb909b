package io.onus.sla.person;

import io.onus.kit.person.PersonPseudonymised;
import io.onus.kit.person.PersonTraces;
import io.onus.kit.sql.Sql;
import io.onus.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Puts a pseudonym in a person's place, here. Doing it again changes what came in meanwhile. */
@ApplicationScoped
public class PersonService {

  private static final Logger LOG = Logger.getLogger(PersonService.class);

  private final Sql sql;
  private final PersonTraces traces;
  private final Transactions transactions;

  public PersonService(Sql sql, PersonTraces traces, Transactions transactions) {
    this.sql = sql;
    this.traces = traces;
    this.transactions = transactions;
  }

  public void pseudonymise(PersonPseudonymised event) {
    transactions.run(
        () -> {
          for (String person : traces.meant(event)) {
            sql.list("select pseudonymise_person(?, ?)", row -> true, person, event.pseudonym());
            traces.replace(person, event.pseudonym());
            transactions.afterCommit(
                () -> LOG.infof("person pseudonymised pseudonym=%s", event.pseudonym()));
          }
        });
  }
}
