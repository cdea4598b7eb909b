package io.onus.sla.agreement;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.TermsTemplateStore.StoredTemplate;
import io.onus.sla.agreement.domain.NegotiationRefusal;
import io.onus.sla.agreement.domain.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Terms the company keeps ready, to be copied into proposals and offers. */
@ApplicationScoped
public class TermsTemplates {

  private static final Logger LOG = Logger.getLogger(TermsTemplates.class);

  private final TermsTemplateStore store;
  private final KeepableTerms keepable;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  public TermsTemplates(
      TermsTemplateStore store,
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

  /**
   * The terms somebody sent, or a copy of those they named: what a template says later changes
   * nothing that was put forward before.
   */
  public Terms chosen(@Nullable TermsForm terms, @Nullable String template) {
    if (terms != null && template == null) {
      return terms.toTerms();
    }
    if (terms == null && template != null) {
      return store
          .find(template)
          .orElseThrow(() -> Problem.refused(new NegotiationRefusal.UnknownTemplate(template)))
          .terms();
    }
    String message =
        terms == null ? "must be there, or a template's code in template" : "not with a template";
    throw Problem.malformed(
        "Send either terms or the code of a template.", new Violation("terms", message));
  }

  StoredTemplate read(String code) {
    return store.find(code).orElseThrow(() -> Problem.notFound("terms template", code));
  }

  Page<StoredTemplate> list(PageRequest page) {
    return store.list(page);
  }

  /** A new code creates; over an existing one, the version that was read is required. */
  StoredTemplate put(
      String code, @Nullable String name, Terms terms, @Nullable String ifMatch, Caller caller) {
    keepable.require(terms);
    return transactions.call(
        () -> {
          Optional<StoredTemplate> current = store.lock(code);
          current.ifPresentOrElse(
              template -> ETags.require(ifMatch, template.version()),
              () -> ETags.check(ifMatch, 0));
          int version = current.map(StoredTemplate::version).orElse(0) + 1;
          audit.record(
              AuditEntry.of("terms-template.set", "terms-template", code)
                  .changed("version", current.map(StoredTemplate::version).orElse(null), version)
                  .textChanged("name", current.map(StoredTemplate::name).orElse(null), name)
                  .textChanged("terms", current.map(StoredTemplate::terms).orElse(null), terms));
          StoredTemplate template =
              new StoredTemplate(code, name, terms, version, caller.id(), clock.now());
          store.put(template);
          LOG.infof("terms template set code=%s version=%d", code, version);
          return template;
        });
  }
}
