package io.onus.kit.audit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one change was. Codes, numbers and times are kept as they were and as they became; of a text
 * only that it changed, because texts may say anything of anybody; people by reference.
 */
public final class AuditEntry {

  /** What is written on what of a field. */
  sealed interface Change {}

  record Values(@Nullable Object from, @Nullable Object to) implements Change {}

  record OnePerson(@Nullable AuditPerson from, @Nullable AuditPerson to) implements Change {}

  record People(List<AuditPerson> from, List<AuditPerson> to) implements Change {}

  record Text() implements Change {}

  private final String action;
  private final String subjectType;
  private final String subjectId;
  private final @Nullable AuditPerson subject;
  private final Set<String> departments = new TreeSet<>();
  private final Map<String, Change> changes = new LinkedHashMap<>();
  private @Nullable AuditPerson onBehalfOf;

  private AuditEntry(
      String action, String subjectType, String subjectId, @Nullable AuditPerson subject) {
    this.action = action;
    this.subjectType = subjectType;
    this.subjectId = subjectId;
    this.subject = subject;
  }

  /**
   * @param action subject and past participle: {@code request.accepted}
   * @param subjectType the noun of the path: {@code request}
   */
  public static AuditEntry of(String action, String subjectType, Object subjectId) {
    return new AuditEntry(action, subjectType, subjectId.toString(), null);
  }

  /** Something done to a person: the subject is their reference, as everywhere in the trail. */
  public static AuditEntry ofPerson(String action, String personId) {
    return new AuditEntry(action, "person", "", AuditPerson.human(personId));
  }

  /** Departments that will look for it. */
  public AuditEntry concerning(@Nullable String... codes) {
    return concerning(Arrays.asList(codes));
  }

  public AuditEntry concerning(Collection<? extends @Nullable String> codes) {
    codes.stream().filter(Objects::nonNull).forEach(departments::add);
    return this;
  }

  /**
   * A code, constant, number, moment or a list of these; nothing is noted where nothing changed.
   */
  public AuditEntry changed(String field, @Nullable Object from, @Nullable Object to) {
    if (!Objects.equals(from, to)) {
      changes.put(field, new Values(plain(from), plain(to)));
    }
    return this;
  }

  /** What was not there before, or is worth knowing about the act: a count, a code. */
  public AuditEntry with(String field, @Nullable Object value) {
    return changed(field, null, value);
  }

  /** Anything people write freely, or that holds such a thing: only that it changed. */
  public AuditEntry textChanged(String field, @Nullable Object from, @Nullable Object to) {
    if (!Objects.equals(from, to)) {
      changes.put(field, new Text());
    }
    return this;
  }

  public AuditEntry personChanged(String field, @Nullable String from, @Nullable String to) {
    if (!Objects.equals(from, to)) {
      changes.put(field, new OnePerson(person(from), person(to)));
    }
    return this;
  }

  public AuditEntry peopleChanged(String field, List<String> from, List<String> to) {
    if (!from.equals(to)) {
      changes.put(
          field,
          new People(
              from.stream().map(AuditPerson::human).toList(),
              to.stream().map(AuditPerson::human).toList()));
    }
    return this;
  }

  /** The person a system spoke for. */
  public AuditEntry onBehalfOf(@Nullable String person) {
    onBehalfOf = person(person);
    return this;
  }

  String action() {
    return action;
  }

  String subjectType() {
    return subjectType;
  }

  /** Unless the subject is a person. */
  String subjectId() {
    return subjectId;
  }

  @Nullable AuditPerson subject() {
    return subject;
  }

  Set<String> departments() {
    return departments;
  }

  Map<String, Change> changes() {
    return changes;
  }

  @Nullable AuditPerson onBehalfOf() {
    return onBehalfOf;
  }

  Stream<AuditPerson> people() {
    Stream<AuditPerson> changed =
        changes.values().stream()
            .flatMap(
                change ->
                    switch (change) {
                      case OnePerson(var from, var to) -> Stream.of(from, to);
                      case People(var from, var to) -> Stream.concat(from.stream(), to.stream());
                      case Values values -> Stream.empty();
                      case Text text -> Stream.empty();
                    });
    return Stream.concat(Stream.of(subject, onBehalfOf), changed).filter(Objects::nonNull);
  }

  private static @Nullable AuditPerson person(@Nullable String id) {
    return id == null ? null : AuditPerson.human(id);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag;
      case Integer number -> number;
      case Long number -> number;
      case BigDecimal number -> number;
      case Enum<?> constant -> constant.name();
      case Collection<?> many -> many.stream().map(AuditEntry::plain).toList();
      case Temporal moment -> moment.toString();
      case Duration length -> length.toString();
      case CharSequence code -> code.toString();
      case java.util.UUID id -> id.toString();
      default ->
          throw new IllegalArgumentException(
              value.getClass() + " is neither code nor number nor moment; note it as text");
    };
  }
}
