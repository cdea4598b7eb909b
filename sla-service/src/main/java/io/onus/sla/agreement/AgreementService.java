package io.onus.sla.agreement;

import io.onus.kit.audit.Audit;
import io.onus.kit.caller.Caller;
import io.onus.kit.decide.Outcome;
import io.onus.kit.http.ETags;
import io.onus.kit.id.Ids;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.AgreementStore.Standing;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.AgreementStore.StoredOffering;
import io.onus.sla.agreement.AgreementStore.StoredVersion;
import io.onus.sla.agreement.AgreementStore.Validity;
import io.onus.sla.agreement.AgreementStore.Wanted;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Negotiation;
import io.onus.sla.agreement.domain.NegotiationCommand;
import io.onus.sla.agreement.domain.NegotiationEvent;
import io.onus.sla.agreement.domain.NegotiationRefusal;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.SignedVersion;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.agreement.domain.TermsOffer;
import io.onus.sla.directory.Department;
import io.onus.sla.directory.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Negotiating and signing, and the terms a request is bound to. */
@ApplicationScoped
public class AgreementService {

  private static final Logger LOG = Logger.getLogger(AgreementService.class);

  /** Signed versions never change, so reading one once is enough. */
  private record VersionKey(@Nullable UUID agreementId, int version) {}

  private final AgreementStore store;
  private final HouseTerms houseTerms;
  private final KeepableTerms keepable;
  private final DirectoryService directory;
  private final NegotiationRecord record;
  private final TermsHash hash;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;
  private final ConcurrentMap<VersionKey, BoundTerms> versions = new ConcurrentHashMap<>();

  public AgreementService(
      AgreementStore store,
      HouseTerms houseTerms,
      KeepableTerms keepable,
      DirectoryService directory,
      NegotiationRecord record,
      TermsHash hash,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.houseTerms = houseTerms;
    this.keepable = keepable;
    this.directory = directory;
    this.record = record;
    this.hash = hash;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** Terms somebody puts forward, and until when they can be taken. */
  public record Offered(Terms terms, @Nullable String note, Instant expiresAt) {}

  public StoredAgreement propose(Parties parties, Offered offered, Caller caller) {
    Side side = Signatories.side(parties, Optional.empty(), caller);
    known(parties.requester());
    known(parties.provider());
    Instant now = clock.now();
    keepable.require(offered.terms(), parties, now);
    UUID id = Ids.newId(now);
    TermsOffer first = draft(offered, side, caller, now).numbered(1);
    return transactions.call(
        () -> {
          store.lockPair(parties);
          refuseOverlap(parties, inForceFrom(parties, first.terms(), now), id);
          store.insert(id, parties, 0, now);
          return written(
              id,
              new Negotiation.Proposed(parties, first),
              List.of(new NegotiationEvent.OfferMade(first, false)),
              AgreementActor.of(parties, side, caller),
              now);
        });
  }

  public StoredAgreement counter(
      UUID id, Offered offered, @Nullable String ifMatch, Caller caller) {
    return move(
        id,
        ifMatch,
        caller,
        (agreement, side, now) ->
            new NegotiationCommand.Counter(drafted(agreement, offered, side, caller, now)));
  }

  public StoredAgreement amend(UUID id, Offered offered, @Nullable String ifMatch, Caller caller) {
    return move(
        id,
        ifMatch,
        caller,
        (agreement, side, now) ->
            new NegotiationCommand.Amend(drafted(agreement, offered, side, caller, now)));
  }

  public StoredAgreement accept(UUID id, @Nullable String ifMatch, Caller caller) {
    return move(
        id,
        ifMatch,
        caller,
        (agreement, side, now) -> new NegotiationCommand.Accept(side, caller.id()));
  }

  public StoredAgreement decline(UUID id, String reason, @Nullable String ifMatch, Caller caller) {
    return move(
        id,
        ifMatch,
        caller,
        (agreement, side, now) -> new NegotiationCommand.Decline(side, caller.id(), reason));
  }

  public StoredAgreement withdraw(UUID id, @Nullable String ifMatch, Caller caller) {
    return move(
        id,
        ifMatch,
        caller,
        (agreement, side, now) -> {
          // Who leads both sides withdraws for the one that offered, not for the one awaited.
          Optional<Side> offeredBy = agreement.state().onTheTable().map(offer -> offer.by().side());
          return new NegotiationCommand.Withdraw(
              Signatories.side(agreement.parties(), offeredBy, caller), caller.id());
        });
  }

  public StoredAgreement end(
      UUID id, LocalDate on, String reason, @Nullable String ifMatch, Caller caller) {
    return move(
        id,
        ifMatch,
        caller,
        (agreement, side, now) -> {
          ZoneId zone = known(agreement.parties().provider()).zone();
          return new NegotiationCommand.End(
              side,
              caller.id(),
              on.atStartOfDay(zone).toInstant(),
              now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant(),
              reason);
        });
  }

  /** The time for an answer is over, if it is. */
  void expire(UUID id) {
    transactions.run(
        () -> {
          Instant now = clock.now();
          StoredAgreement agreement = store.lock(id, Sight.ALL, now).orElseThrow();
          decided(agreement, new NegotiationCommand.Expire(), AgreementActor.SYSTEM, now);
        });
  }

  /** Who published terms is a person or a system, and may have said something with them. */
  public record Published(Terms terms, Signature offered, Caller.Kind by, @Nullable String note) {}

  /**
   * Signs what was not negotiated but published for everybody.
   *
   * @param renewed the agreement whose next version this is; null for a new one
   */
  public StoredAgreement sign(
      Parties parties,
      Published published,
      Signature accepted,
      @Nullable UUID renewed,
      Caller caller,
      Instant now) {
    keepable.require(published.terms(), parties, now);
    return transactions.call(
        () -> {
          lockPair(parties);
          AgreementActor by = AgreementActor.of(parties, accepted.side(), caller);
          if (renewed != null) {
            StoredAgreement agreement = store.lock(renewed, Sight.ALL, now).orElseThrow();
            return decided(
                agreement,
                new NegotiationCommand.SignPublished(
                    published.terms(), published.offered(), accepted, published.note()),
                by,
                now);
          }
          UUID id = Ids.newId(now);
          Instant from = inForceFrom(parties, published.terms(), now);
          refuseOverlap(parties, from, id);
          store.insert(id, parties, 1, now);
          TermsOffer offer =
              new TermsOffer(1, published.terms(), published.offered(), published.note(), null);
          Signature signature = published.offered();
          record.proposedByPublication(
              id,
              offer,
              new AgreementActor(
                  signature.by(), parties.provider(), signature.side(), published.by()));
          Outcome.Accepted<Negotiation, NegotiationEvent> signed =
              Negotiation.published(parties, offer, accepted);
          return written(id, signed.state(), signed.events(), by, now);
        });
  }

  /** Terms of an offer that those who signed earlier ones are asked to sign. */
  public record Asked(UUID offerId, int number, Terms terms, @Nullable String note) {}

  /**
   * Tells both sides that there is a newer publication to sign. Nothing about the agreement
   * changes: it is answered where it was published.
   */
  public void ask(UUID agreementId, Asked asked, Signature by, Caller caller) {
    StoredAgreement agreement = store.lock(agreementId, Sight.ALL, by.at()).orElseThrow();
    record.asked(
        agreementId,
        agreement.state(),
        asked,
        AgreementActor.of(agreement.parties(), Side.PROVIDER, caller),
        by.at());
  }

  /** Until the current transaction ends, nobody else signs for the same two and service. */
  public void lockPair(Parties parties) {
    store.lockPair(parties);
  }

  /** The agreement of these two for this service that was signed and not ended. */
  public Optional<StoredAgreement> signedFor(Parties parties) {
    return store.signedFor(parties).map(this::stored);
  }

  /** One the caller may see; any other is as unknown as one that never was. */
  public StoredAgreement read(UUID id, Caller caller) {
    return store
        .find(id, Sight.of(caller), clock.now())
        .orElseThrow(() -> Problem.notFound("agreement", id));
  }

  public Page<StoredAgreement> list(Wanted wanted, Caller caller, PageRequest page) {
    return store.list(wanted, Sight.of(caller), page, clock.now());
  }

  public Page<StoredVersion> versions(UUID id, Caller caller, PageRequest page) {
    read(id, caller);
    return store.versions(id, page);
  }

  public StoredVersion version(UUID id, int number, Caller caller) {
    read(id, caller);
    return store.version(id, number).orElseThrow(() -> Problem.notFound("signed version", number));
  }

  public Page<StoredOffering> offers(UUID id, Caller caller, PageRequest page) {
    read(id, caller);
    return store.offers(id, page);
  }

  /** The terms {@code which} names, see {@link TermsReference}. */
  public Terms terms(StoredAgreement agreement, TermsReference which) {
    Optional<Terms> terms =
        switch (which) {
          case TermsReference.Version(int number) -> store.termsOf(agreement.id(), number);
          case TermsReference.Offer(int number) ->
              store.offer(agreement.id(), number).map(TermsOffer::terms);
          case TermsReference.Current current ->
              Optional.ofNullable(agreement.current()).map(version -> version.signed().terms());
          case TermsReference.Proposed proposed ->
              agreement.state().onTheTable().map(TermsOffer::terms);
        };
    return terms.orElseThrow(() -> Problem.notFound(which.missing()));
  }

  /**
   * The terms a request submitted at {@code at} begins under: those agreed for its service, else
   * those agreed for all services, else the house terms.
   *
   * @param imported its facts are of the past: agreed terms hold from their validFrom, whenever
   *     they were signed
   */
  public BoundTerms termsFor(Parties parties, Instant at, boolean imported) {
    BoundTerms bound = store.inForce(parties, at, imported).orElseGet(() -> houseTerms.at(at));
    versions.putIfAbsent(new VersionKey(bound.agreementId(), bound.version()), bound);
    return bound;
  }

  /** A version that requests are bound to, by its number. */
  public BoundTerms bound(@Nullable UUID agreementId, int version) {
    return versions.computeIfAbsent(
        new VersionKey(agreementId, version),
        key ->
            new BoundTerms(
                agreementId,
                version,
                agreementId == null
                    ? houseTerms.version(version)
                    : store.termsOf(agreementId, version).orElseThrow()));
  }

  /** Signs exactly these terms. */
  public Signature signature(Side side, Caller caller, Terms terms, Instant now) {
    return new Signature(side, caller.id(), now, hash.of(terms));
  }

  /** The side a person leads; a problem says who else may. */
  public Side sideOf(Parties parties, Caller caller) {
    return Signatories.side(parties, Optional.empty(), caller);
  }

  /** A department that was made a moment ago is given the time to arrive. */
  public void requireDepartment(String code) {
    known(code);
  }

  /** Refuses terms that nobody could keep, or by a calendar nobody has. */
  public void requireKeepable(Terms terms) {
    keepable.require(terms);
  }

  /** What a lead does, given where the agreement stands and for which side they act. */
  private interface Move {
    NegotiationCommand command(StoredAgreement agreement, Side side, Instant now);
  }

  private StoredAgreement move(UUID id, @Nullable String ifMatch, Caller caller, Move move) {
    Parties parties = read(id, caller).parties();
    return transactions.call(
        () -> {
          store.lockPair(parties);
          Instant now = clock.now();
          StoredAgreement agreement =
              store
                  .lock(id, Sight.of(caller), now)
                  .orElseThrow(() -> Problem.notFound("agreement", id));
          Side side =
              Signatories.side(
                  parties, agreement.state().onTheTable().map(TermsOffer::awaiting), caller);
          requireCurrent(ifMatch, agreement);
          NegotiationCommand command = move.command(agreement, side, now);
          return decided(agreement, command, AgreementActor.of(parties, side, caller), now);
        });
  }

  /** A stale version is answered with what stands now, so that a lead can decide anew at once. */
  static void requireCurrent(@Nullable String ifMatch, StoredAgreement agreement) {
    ETags.require(ifMatch, agreement.version(), Map.of("agreement", AgreementView.of(agreement)));
  }

  private StoredAgreement decided(
      StoredAgreement agreement, NegotiationCommand command, AgreementActor by, Instant now) {
    return switch (Negotiation.decide(agreement.state(), command, now)) {
      case Outcome.Refused<Negotiation, NegotiationEvent> refused ->
          throw Problem.refused(refused.refusal());
      case Outcome.Accepted<Negotiation, NegotiationEvent> accepted -> {
        if (accepted.events().isEmpty()) {
          audit.unchanged();
          yield agreement;
        }
        yield written(agreement.id(), accepted.state(), accepted.events(), by, now);
      }
    };
  }

  private StoredAgreement written(
      UUID id, Negotiation state, List<NegotiationEvent> events, AgreementActor by, Instant now) {
    Validity validity = null;
    for (NegotiationEvent event : events) {
      if (event instanceof NegotiationEvent.VersionSigned(var version)) {
        validity = validity(state.parties(), version, now);
        refuseOverlap(state.parties(), validity.inForceFrom(), id);
      }
    }
    store.save(id, state, events, validity, now);
    record.of(id, state, events, by);
    LOG.infof("agreement %s agreementId=%s", AgreementStatus.of(state), id);
    return stored(id);
  }

  private StoredAgreement stored(UUID id) {
    return store.find(id, Sight.ALL, clock.now()).orElseThrow();
  }

  private NegotiationCommand.Draft drafted(
      StoredAgreement agreement, Offered offered, Side side, Caller caller, Instant now) {
    Parties parties = agreement.parties();
    keepable.require(offered.terms(), parties, now);
    refuseOverlap(parties, inForceFrom(parties, offered.terms(), now), agreement.id());
    return draft(offered, side, caller, now);
  }

  private NegotiationCommand.Draft draft(Offered offered, Side side, Caller caller, Instant now) {
    return new NegotiationCommand.Draft(
        offered.terms(),
        signature(side, caller, offered.terms(), now),
        offered.note(),
        offered.expiresAt());
  }

  private Validity validity(Parties parties, SignedVersion version, Instant now) {
    LocalDate reviewOn = version.terms().reviewOn();
    return new Validity(
        inForceFrom(parties, version.terms(), now),
        reviewOn == null ? null : startOf(reviewOn, parties));
  }

  /** A date is 00:00 in the provider's zone; without one, terms hold from their signing. */
  private Instant inForceFrom(Parties parties, Terms terms, Instant now) {
    LocalDate validFrom = terms.validFrom();
    return validFrom == null ? now : startOf(validFrom, parties);
  }

  private Instant startOf(LocalDate date, Parties parties) {
    return date.atStartOfDay(known(parties.provider()).zone()).toInstant();
  }

  private void refuseOverlap(Parties parties, Instant from, UUID id) {
    Optional<Standing> other = store.standing(parties, from, id);
    if (other.isPresent()) {
      Standing standing = other.get();
      throw Problem.refused(
          new NegotiationRefusal.AlreadyAgreed(
              standing.id().toString(), standing.from(), standing.until()));
    }
  }

  private Department known(String code) {
    return directory
        .await(code)
        .orElseThrow(() -> Problem.refused(new NegotiationRefusal.UnknownDepartment(code)));
  }
}
