package io.onus.local.identity;

import io.onus.local.LocalStackException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The people and systems of {@code demo-people.yaml}. */
public final class DemoPeople {

  private static final String RESOURCE = "/demo-people.yaml";

  private final List<Person> all;

  private DemoPeople(List<Person> all) {
    this.all = List.copyOf(all);
  }

  public static DemoPeople load() {
    try (InputStream in =
        Objects.requireNonNull(DemoPeople.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      Map<String, List<Map<String, Object>>> file =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      List<Person> all = new ArrayList<>();
      file.getOrDefault("people", List.of()).forEach(entry -> all.add(person(entry, false)));
      file.getOrDefault("systems", List.of()).forEach(entry -> all.add(person(entry, true)));
      return new DemoPeople(all);
    } catch (IOException e) {
      throw new LocalStackException("Cannot read " + RESOURCE + ": " + e.getMessage(), e);
    }
  }

  private static Person person(Map<String, Object> entry, boolean robot) {
    List<String> groups =
        ((List<?>) Objects.requireNonNull(entry.get("groups")))
            .stream().map(String::valueOf).toList();
    return new Person(
        text(entry, "id"),
        text(entry, "name"),
        optional(entry, "email"),
        groups,
        robot,
        optional(entry, "secret"),
        text(entry, "about"));
  }

  private static String text(Map<String, Object> entry, String field) {
    return Objects.requireNonNull(optional(entry, field), field);
  }

  private static @Nullable String optional(Map<String, Object> entry, String field) {
    Object value = entry.get(field);
    return value == null ? null : value.toString();
  }

  Optional<Person> find(String id) {
    return all.stream().filter(person -> person.id().equals(id)).findFirst();
  }

  /** The one of this name; a complaint that lists them all where there is none. */
  public Person named(String id) {
    return find(id)
        .orElseThrow(
            () -> new LocalStackException("There is no demo person " + id + "; " + overview()));
  }

  /** The one who leads a department, if one of them does. */
  public Optional<Person> leadOf(String department) {
    return humans()
        .filter(person -> person.groups().contains("/" + department + "/lead"))
        .findFirst();
  }

  Stream<Person> humans() {
    return all.stream().filter(person -> !person.robot());
  }

  Stream<Person> robots() {
    return all.stream().filter(Person::robot);
  }

  /** All of them on one line. */
  String overview() {
    return all.stream()
        .map(person -> person.id() + " (" + String.join(" ", person.groups()) + ")")
        .collect(Collectors.joining(", ", "there are ", ""));
  }
}
