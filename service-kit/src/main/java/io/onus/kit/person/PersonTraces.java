package io.onus.kit.person;

import io.onus.kit.audit.Audit;
import io.onus.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the kit's own tables know of a person. */
@ApplicationScoped
public class PersonTraces {

  private final Sql sql;
  private final Audit audit;

  public PersonTraces(Sql sql, Audit audit) {
    this.sql = sql;
    this.audit = audit;
  }

  /** In the current transaction: the trail leads to the pseudonym, stored answers are dropped. */
  public void replace(String personId, String pseudonym) {
    audit.pseudonymise(personId, pseudonym);
    sql.update(
        """
        delete from idempotency_keys
        where caller in ('HUMAN:' || ?, 'ROBOT:' || ?) or position(to_jsonb(?::text)::text in body) > 0
        """,
        personId,
        personId,
        personId);
  }

  /**
   * The ids among {@code known_people}, a view every service has of its own tables, and of the
   * trail, that the event means.
   */
  public List<String> meant(PersonPseudonymised event) {
    return sql.list(
        """
        select person from (
          select person from known_people
          union select person_id from audit_people where pseudonymised_at is null) as people
        where encode(sha256(convert_to(? || person, 'UTF8')), 'hex') = ?
        """,
        row -> row.text("person"),
        event.salt(),
        event.person());
  }
}
