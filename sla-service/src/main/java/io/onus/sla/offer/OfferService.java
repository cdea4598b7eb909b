package io.onus.sla.offer;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.decide.Outcome;
import io.onus.kit.http.ETags;
import io.onus.kit.id.Ids;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.AgreementService.Asked;
import io.onus.sla.agreement.AgreementService.Published;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.offer.OfferStore.Acceptance;
import io.onus.sla.offer.OfferStore.StoredOffer;
import io.onus.sla.offer.domain.Offer;
import io.onus.sla.offer.domain.OfferCommand;
import io.onus.sla.offer.domain.OfferEvent;
import io.onus.sla.offer.domain.OfferRefusal;
import io.onus.sla.offer.domain.Publication;
import io.onus.sla.offer.domain.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Publishing terms for everybody, and signing them. */
@ApplicationScoped
public class OfferService {

  private static final Logger LOG = Logger.getLogger(OfferService.class);

  private final OfferStore store;
  private final AgreementService agreements;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  public OfferService(
      OfferStore store,
      AgreementService agreements,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.agreements = agreements;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  StoredOffer open(
      String provider,
      @Nullable String service,
      Terms terms,
      @Nullable String note,
      Caller caller) {
    requireLead(provider, caller);
    agreements.requireDepartment(provider);
    agreements.requireKeepable(terms);
    Instant now = clock.now();
    UUID id = Ids.newId(now);
    Publication first =
        new Publication(1, terms, agreements.signature(Side.PROVIDER, caller, terms, now), note);
    return transactions.call(
        () -> {
          store.lockSubject(provider, service);
          store
              .openFor(provider, service)
              .ifPresent(
                  other -> {
                    throw Problem.refused(new OfferRefusal.AlreadyOffered(other.toString()));
                  });
          store.insert(
              id, new Offer.Open(id.toString(), provider, service, first), caller.kind(), now);
          audit.record(
              published(id, provider, first).with("provider", provider).with("service", service));
          ask(id, provider, service, first, caller);
          LOG.infof("offer published offerId=%s number=1", id);
          return require(id);
        });
  }

  StoredOffer publish(
      UUID id, Terms terms, @Nullable String note, @Nullable String ifMatch, Caller caller) {
    requireLead(require(id).state().provider(), caller);
    agreements.requireKeepable(terms);
    Instant now = clock.now();
    return decided(
        id,
        ifMatch,
        new OfferCommand.Publish(
            terms, agreements.signature(Side.PROVIDER, caller, terms, now), note),
        caller,
        now);
  }

  StoredOffer withdraw(UUID id, @Nullable String ifMatch, Caller caller) {
    requireLead(require(id).state().provider(), caller);
    return decided(id, ifMatch, new OfferCommand.Withdraw(caller.id()), caller, clock.now());
  }

  /** What is signed, and whether the agreement is a new one. */
  record Accepted(StoredAgreement agreement, boolean isNew) {}

  Accepted accept(UUID id, String department, @Nullable String ifMatch, Caller caller) {
    require(id);
    requireLead(department, caller);
    agreements.requireDepartment(department);
    return transactions.call(
        () -> {
          StoredOffer offer = locked(id, ifMatch);
          Parties parties =
              new Parties(department, offer.state().provider(), offer.state().service());
          agreements.lockPair(parties);
          Instant now = clock.now();
          OfferCommand.Accept accept =
              new OfferCommand.Accept(department, caller.id(), standing(parties));
          return switch (Offer.decide(offer.state(), accept, now)) {
            case Outcome.Refused<Offer, OfferEvent> refused ->
                throw Problem.refused(refused.refusal());
            case Outcome.Accepted<Offer, OfferEvent> accepted ->
                signed(offer, (OfferEvent.OfferAccepted) accepted.events().getFirst(), caller, now);
          };
        });
  }

  StoredOffer require(UUID id) {
    return store.find(id).orElseThrow(() -> Problem.notFound("offer", id));
  }

  Page<StoredOffer> list(
      @Nullable String provider,
      @Nullable String service,
      OfferView.@Nullable Status status,
      PageRequest page) {
    return store.list(provider, service, status, page);
  }

  /** Who stands on which version; a provider sees all, others their own. */
  Page<Acceptance> acceptances(UUID id, Caller caller, PageRequest page) {
    require(id);
    return store.acceptances(id, caller.has(Caller.Role.AUDITOR), caller.departments(), page);
  }

  Page<Publication> versions(UUID id, PageRequest page) {
    require(id);
    return store.versions(id, page);
  }

  private StoredOffer decided(
      UUID id, @Nullable String ifMatch, OfferCommand command, Caller caller, Instant now) {
    return transactions.call(
        () -> {
          StoredOffer offer = locked(id, ifMatch);
          audit.unchanged();
          switch (Offer.decide(offer.state(), command, now)) {
            case Outcome.Refused<Offer, OfferEvent> refused ->
                throw Problem.refused(refused.refusal());
            case Outcome.Accepted<Offer, OfferEvent> accepted ->
                accepted.events().forEach(event -> store(id, accepted.state(), event, caller, now));
          }
          return require(id);
        });
  }

  private void store(UUID id, Offer state, OfferEvent event, Caller caller, Instant now) {
    switch (event) {
      case OfferEvent.OfferPublished published -> {
        store.publish(id, published.publication(), caller.kind(), now);
        audit.record(published(id, state.provider(), published.publication()));
        ask(id, state.provider(), state.service(), published.publication(), caller);
        LOG.infof("offer published offerId=%s number=%d", id, published.publication().number());
      }
      case OfferEvent.OfferWithdrawn withdrawn -> {
        store.withdraw(id, (Offer.Withdrawn) state, now);
        audit.record(
            AuditEntry.of("offer.withdrawn", "offer", id)
                .concerning(state.provider())
                .changed("status", "OPEN", "WITHDRAWN"));
        LOG.infof("offer withdrawn offerId=%s", id);
      }
      case OfferEvent.OfferAccepted accepted ->
          throw new IllegalStateException("an acceptance is signed, not stored with the offer");
    }
  }

  /** Those who stand on earlier terms are asked; they keep them until they accept. */
  private void ask(
      UUID id, String provider, @Nullable String service, Publication publication, Caller caller) {
    for (UUID agreement : store.standing(provider, service)) {
      agreements.ask(
          agreement,
          new Asked(id, publication.number(), publication.terms(), publication.note()),
          publication.by(),
          caller);
    }
  }

  private Accepted signed(
      StoredOffer offer, OfferEvent.OfferAccepted accepted, Caller caller, Instant now) {
    Publication publication = accepted.publication();
    String renewed = accepted.renewed();
    StoredAgreement agreement =
        agreements.sign(
            accepted.parties(),
            new Published(
                publication.terms(), publication.by(), offer.signedBy(), publication.note()),
            accepted.acceptance(),
            renewed == null ? null : UUID.fromString(renewed),
            caller,
            now);
    store.insertAcceptance(
        agreement.id(), agreement.lastNumber(), offer.id(), publication.number());
    audit.record(
        AuditEntry.of("offer.accepted", "offer", offer.id())
            .concerning(accepted.parties().requester(), accepted.parties().provider())
            .with("number", publication.number())
            .with("agreementId", agreement.id()));
    LOG.infof(
        "offer accepted offerId=%s number=%d agreementId=%s",
        offer.id(), publication.number(), agreement.id());
    return new Accepted(agreement, renewed == null);
  }

  private static AuditEntry published(UUID id, String provider, Publication publication) {
    return AuditEntry.of("offer.published", "offer", id)
        .concerning(provider)
        .with("number", publication.number())
        .with("termsHash", publication.by().termsHash())
        .textChanged("note", null, publication.note());
  }

  private Standing standing(Parties parties) {
    StoredAgreement agreement = agreements.signedFor(parties).orElse(null);
    if (agreement == null) {
      return new Standing.NothingSigned();
    }
    return store
        .acceptance(agreement.id(), agreement.lastNumber())
        .<Standing>map(accepted -> accepted)
        .orElseGet(() -> new Standing.Negotiated(agreement.id().toString()));
  }

  private StoredOffer locked(UUID id, @Nullable String ifMatch) {
    StoredOffer offer = store.lock(id).orElseThrow(() -> Problem.notFound("offer", id));
    ETags.require(ifMatch, offer.version(), Map.of("offer", OfferView.of(offer)));
    return offer;
  }

  private static void requireLead(String department, Caller caller) {
    if (caller.kind() != Caller.Kind.HUMAN) {
      throw Problem.forbidden(
          "Publishing and signing are acts of a person, and this is the token of a system.");
    }
    if (!caller.leads(department)) {
      throw Problem.forbidden(
          "Only a lead or deputy of " + department + " may do this, and you are none.");
    }
  }
}
