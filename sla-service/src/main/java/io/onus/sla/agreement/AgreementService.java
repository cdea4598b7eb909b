package io.onus.sla.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.decide.Outcome;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.http.ETags;
import io.onus.kit.id.Ids;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.HoursRule;
import io.onus.sla.agreement.domain.Negotiation;
import io.onus.sla.agreement.domain.NegotiationCommand;
import io.onus.sla.agreement.domain.NegotiationEvent;
import io.onus.sla.agreement.domain.NegotiationRefusal;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.SigningRight;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.calendar.CalendarService;
import io.onus.sla.directory.Department;
import io.onus.sla.directory.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Proposing and signing, and the terms a request is bound to. */
@ApplicationScoped
public class AgreementService {

  private static final Logger LOG = Logger.getLogger(AgreementService.class);
  private static final String TOPIC = "onus.agreement.v1";

  /** Signed versions never change, so reading one once is enough. */
  private record VersionKey(@Nullable UUID agreementId, int version) {}

  private final AgreementStore store;
  private final DirectoryService directory;
  private final CalendarService calendars;
  private final Outbox outbox;
  private final Transactions transactions;
  private final ObjectMapper mapper;
  private final WallClock clock;
  private final Audit audit;
  private final ConcurrentMap<VersionKey, BoundTerms> versions = new ConcurrentHashMap<>();

  public AgreementService(
      AgreementStore store,
      DirectoryService directory,
      CalendarService calendars,
      Outbox outbox,
      Transactions transactions,
      ObjectMapper mapper,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.directory = directory;
    this.calendars = calendars;
    this.outbox = outbox;
    this.transactions = transactions;
    this.mapper = mapper;
    this.clock = clock;
    this.audit = audit;
  }

  public StoredAgreement propose(
      Parties parties, Terms terms, @Nullable String note, Caller caller) {
    Side side = signingSide(parties, Optional.empty(), caller);
    known(parties.requester());
    known(parties.provider());
    requireKeepable(terms);
    Instant now = clock.now();
    UUID id = Ids.newId(now);
    Negotiation.Proposed state =
        new Negotiation.Proposed(parties, terms, signature(side, caller, terms, now));
    return transactions.call(
        () -> {
          refuseSecond(parties);
          store.insert(id, state, note, now);
          audit.record(
              changes("agreement.proposed", id, parties)
                  .with("status", "PROPOSED")
                  .with("termsHash", state.by().termsHash())
                  .textChanged("note", null, note));
          publish(id, "proposed", 1, state, actor(parties, side, caller), now, now);
          LOG.infof(
              "agreement proposed agreementId=%s requester=%s provider=%s",
              id, parties.requester(), parties.provider());
          return written(id);
        });
  }

  public StoredAgreement accept(UUID id, @Nullable String ifMatch, Caller caller) {
    Parties read = partiesOf(read(id, caller).state());
    return transactions.call(
        () -> {
          store.lockPair(read);
          StoredAgreement agreement =
              store.lock(id, Sight.of(caller)).orElseThrow(() -> Problem.notFound("agreement", id));
          Side side =
              signingSide(partiesOf(agreement.state()), awaitedOf(agreement.state()), caller);
          ETags.require(ifMatch, agreement.version());
          Instant now = clock.now();
          Outcome<Negotiation, NegotiationEvent> outcome =
              Negotiation.decide(
                  agreement.state(), new NegotiationCommand.Accept(side, caller.id()), now);
          return switch (outcome) {
            case Outcome.Refused<Negotiation, NegotiationEvent> refused ->
                throw Problem.refused(refused.refusal());
            case Outcome.Accepted<Negotiation, NegotiationEvent> accepted ->
                signed(agreement, (Negotiation.Signed) accepted.state(), caller, now);
          };
        });
  }

  /**
   * Signs what was not negotiated but published for everybody.
   *
   * @param state both signatures: the publication and its acceptance
   * @param renewed the agreement whose next version this is; null for a new one
   */
  public StoredAgreement sign(
      Negotiation.Signed state,
      Offered offered,
      @Nullable UUID renewed,
      Caller caller,
      Instant now) {
    Negotiation.Proposed proposed =
        new Negotiation.Proposed(state.parties(), state.terms(), state.offered());
    return transactions.call(
        () -> {
          lockPair(state.parties());
          UUID id = renewed == null ? Ids.newId(now) : renewed;
          if (renewed == null) {
            store.insert(id, proposed, offered.note(), now);
          } else {
            store.lock(id, Sight.ALL).orElseThrow();
            store.propose(id, proposed, offered.note(), now);
          }
          StoredAgreement agreement = written(id);
          Signature by = state.offered();
          publish(
              id,
              "proposed",
              agreement.version(),
              proposed,
              new Actor(by.by(), state.parties().provider(), by.side(), offered.by()),
              by.at(),
              now);
          return signed(agreement, state, caller, now);
        });
  }

  /** Who published terms is a person or a system, and may have said something with them. */
  public record Offered(Caller.Kind by, @Nullable String note) {}

  /** Until the current transaction ends, nobody else signs for the same two and service. */
  public void lockPair(Parties parties) {
    store.lockPair(parties);
  }

  public Optional<StoredAgreement> signedFor(Parties parties) {
    return store.signedFor(parties).map(this::written);
  }

  /** One the caller may see; any other is as unknown as one that never was. */
  public StoredAgreement read(UUID id, Caller caller) {
    return store.find(id, Sight.of(caller)).orElseThrow(() -> Problem.notFound("agreement", id));
  }

  public Page<StoredAgreement> list(
      @Nullable String requester,
      @Nullable String provider,
      @Nullable String service,
      @Nullable String status,
      Caller caller,
      PageRequest page) {
    return store.list(requester, provider, service, status, Sight.of(caller), page);
  }

  /**
   * The terms a request submitted at {@code at} begins under: those agreed for its service, else
   * those agreed for all services, else the house terms.
   *
   * @param imported its facts are of the past: agreed terms hold from their validFrom, whenever
   *     they were signed
   */
  public BoundTerms termsFor(Parties parties, Instant at, boolean imported) {
    BoundTerms bound = store.inForce(parties, at, imported).orElseGet(() -> store.houseTermsAt(at));
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
                    ? store.houseTerms(version)
                    : store.termsOf(agreementId, version).orElseThrow()));
  }

  public BoundTerms houseTerms() {
    return store.houseTermsAt(clock.now());
  }

  public BoundTerms changeHouseTerms(Terms terms, @Nullable String ifMatch, Caller caller) {
    requireKeepable(terms);
    return transactions.call(
        () -> {
          BoundTerms current = store.lockHouseTerms();
          ETags.require(ifMatch, current.version());
          audit.record(
              AuditEntry.of("house-terms.changed", "house-terms", "house-terms")
                  .changed("version", current.version(), current.version() + 1)
                  .textChanged("terms", current.terms(), terms));
          store.insertHouseTerms(current.version() + 1, terms, caller.id(), clock.now());
          LOG.infof("house terms changed version=%d", current.version() + 1);
          return new BoundTerms(null, current.version() + 1, terms);
        });
  }

  private StoredAgreement signed(
      StoredAgreement agreement, Negotiation.Signed state, Caller caller, Instant now) {
    if (agreement.currentNumber() == null) {
      refuseSecond(state.parties());
    }
    int number = agreement.currentNumber() == null ? 1 : agreement.currentNumber() + 1;
    audit.record(
        changes("agreement.signed", agreement.id(), state.parties())
            .with("status", "SIGNED")
            .changed("number", agreement.currentNumber(), number)
            .with("termsHash", state.accepted().termsHash())
            .personChanged("offeredBy", null, state.offered().by()));
    store.sign(agreement.id(), state, number, inForceFrom(state, now), now);
    publish(
        agreement.id(),
        "signed",
        agreement.version() + 1,
        state,
        actor(state.parties(), state.accepted().side(), caller),
        now,
        now);
    LOG.infof(
        "agreement signed agreementId=%s version=%d requester=%s provider=%s",
        agreement.id(), number, state.parties().requester(), state.parties().provider());
    return written(agreement.id());
  }

  private StoredAgreement written(UUID id) {
    return store.find(id, Sight.ALL).orElseThrow();
  }

  private static AuditEntry changes(String action, UUID id, Parties parties) {
    return AuditEntry.of(action, "agreement", id)
        .concerning(parties.requester(), parties.provider())
        .with("requester", parties.requester())
        .with("provider", parties.provider())
        .with("service", parties.service());
  }

  /** A date is 00:00 in the provider's zone; without one, terms hold from their signing. */
  private Instant inForceFrom(Negotiation.Signed state, Instant now) {
    LocalDate validFrom = state.terms().validFrom();
    if (validFrom == null) {
      return now;
    }
    ZoneId zone = known(state.parties().provider()).zone();
    return validFrom.atStartOfDay(zone).toInstant();
  }

  private void refuseSecond(Parties parties) {
    Optional<UUID> other = store.signedFor(parties);
    if (other.isPresent()) {
      throw Problem.refused(new NegotiationRefusal.AlreadyAgreed(other.get().toString()));
    }
  }

  private static Side signingSide(Parties parties, Optional<Side> awaiting, Caller caller) {
    SigningRight.Negotiator who =
        new SigningRight.Negotiator(
            caller.kind() == Caller.Kind.HUMAN,
            caller.has(Caller.Role.AUDITOR),
            caller.departments(),
            caller.leads());
    return switch (SigningRight.of(who, parties, awaiting)) {
      case SigningRight.Signatory signatory -> signatory.side();
      case SigningRight.Reader reader -> throw mayNotSign(parties, reader.because());
      case SigningRight.Outsider outsider ->
          throw mayNotSign(parties, SigningRight.Because.ON_NEITHER_SIDE);
    };
  }

  private static Problem mayNotSign(Parties parties, SigningRight.Because because) {
    String who = "A lead or deputy of " + parties.requester() + " or " + parties.provider();
    return Problem.forbidden(
        switch (because) {
          case ON_NEITHER_SIDE -> who + " negotiates this, and you belong to neither.";
          case LEADS_NEITHER -> who + " negotiates this, and you lead neither.";
          case NO_PERSON -> "Negotiating is an act of a person, and this is the token of a system.";
        });
  }

  private static Optional<Side> awaitedOf(Negotiation state) {
    return switch (state) {
      case Negotiation.Proposed proposed -> Optional.of(proposed.awaiting());
      case Negotiation.Signed signed -> Optional.empty();
    };
  }

  /** A department that was made a moment ago is given the time to arrive. */
  public void requireDepartment(String code) {
    known(code);
  }

  private Department known(String code) {
    return directory
        .await(code)
        .orElseThrow(() -> Problem.refused(new NegotiationRefusal.UnknownDepartment(code)));
  }

  /** Refuses terms by a calendar nobody has. */
  public void requireKeepable(Terms terms) {
    if (terms.hoursRule() instanceof HoursRule.Named named
        && calendars.find(named.calendar()).isEmpty()) {
      throw Problem.refused(new NegotiationRefusal.UnknownCalendar(named.calendar()));
    }
  }

  /** Who did it, and for which of the two. */
  private record Actor(String id, String department, Side side, Caller.Kind kind) {}

  private static Actor actor(Parties parties, Side side, Caller caller) {
    return new Actor(caller.id(), parties.of(side), side, caller.kind());
  }

  private void publish(
      UUID id,
      String what,
      long sequence,
      Negotiation state,
      Actor by,
      Instant at,
      Instant recorded) {
    Parties parties = partiesOf(state);
    ObjectNode data = mapper.createObjectNode();
    ObjectNode actor = data.putObject("actor");
    actor.put("id", by.id());
    actor.put("department", by.department());
    actor.put("side", by.side().name());
    actor.put("kind", by.kind().name());
    data.put("agreementId", id.toString());
    data.put("requester", parties.requester());
    data.put("provider", parties.provider());
    data.put("service", parties.service());
    data.set("terms", mapper.valueToTree(termsOf(state)));
    String type = "io.onus.agreement." + what + ".v1";
    outbox.append(
        TOPIC,
        id.toString(),
        new CloudEvent(
            Ids.nameBased(id, type, String.valueOf(sequence)),
            "/onus/sla-service",
            type,
            id.toString(),
            at,
            recorded,
            sequence,
            null,
            null,
            data));
  }

  static Parties partiesOf(Negotiation state) {
    return switch (state) {
      case Negotiation.Proposed proposed -> proposed.parties();
      case Negotiation.Signed signed -> signed.parties();
    };
  }

  static Terms termsOf(Negotiation state) {
    return switch (state) {
      case Negotiation.Proposed proposed -> proposed.terms();
      case Negotiation.Signed signed -> signed.terms();
    };
  }

  static List<Signature> signaturesOf(Negotiation state) {
    return switch (state) {
      case Negotiation.Proposed proposed -> List.of(proposed.by());
      case Negotiation.Signed signed -> List.of(signed.offered(), signed.accepted());
    };
  }

  /** Signs exactly these terms. */
  public Signature signature(Side side, Caller caller, Terms terms, Instant now) {
    return new Signature(side, caller.id(), now, hash(terms));
  }

  private String hash(Terms terms) {
    try {
      byte[] canonical = mapper.writeValueAsString(terms).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("terms must have a hash", e);
    }
  }
}
