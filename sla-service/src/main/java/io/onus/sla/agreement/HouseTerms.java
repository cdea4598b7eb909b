package io.onus.sla.agreement;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.http.ETags;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the company expects where nothing was signed. */
@ApplicationScoped
public class HouseTerms {

  private static final Logger LOG = Logger.getLogger(HouseTerms.class);

  private final HouseTermsStore store;
  private final KeepableTerms keepable;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  public HouseTerms(
      HouseTermsStore store,
      KeepableTerms keepable,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.keepable = keepable;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  public BoundTerms now() {
    return store.at(clock.now());
  }

  BoundTerms at(Instant at) {
    return store.at(at);
  }

  Terms version(int version) {
    return store.version(version);
  }

  public BoundTerms change(Terms terms, @Nullable String ifMatch, Caller caller) {
    keepable.requireUnsigned(terms);
    return transactions.call(
        () -> {
          BoundTerms current = store.lock();
          ETags.require(ifMatch, current.version());
          audit.record(
              AuditEntry.of("house-terms.changed", "house-terms", "house-terms")
                  .changed("version", current.version(), current.version() + 1)
                  .textChanged("terms", current.terms(), terms));
          store.insert(current.version() + 1, terms, caller.id(), clock.now());
          LOG.infof("house terms changed version=%d", current.version() + 1);
          return new BoundTerms(null, current.version() + 1, terms);
        });
  }
}
