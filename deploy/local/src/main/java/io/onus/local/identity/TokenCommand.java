package io.onus.local.identity;

import io.onus.local.LocalStackException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code ./onus token PERSON}: prints a token and nothing else where a script would look. */
public final class TokenCommand {

  static final String USAGE =
      """
      Usage: ./onus token PERSON [options]     prints a token, good for 1 hour, for trying only
        --groups /SALES,/SALES/lead   with these groups instead of the person's own; then any name will do, and
                                      any department: /CODE member, /CODE/lead, /CODE/deputy,
                                      /onus/admin, /onus/auditor, /onus/on-call-admin, /onus/relay
        --robot                       for a program of this name instead of a person (with --groups)
      For example: curl -H "Authorization: Bearer $(./onus token ada)" http://127.0.0.1:8081/api/v1/departments
      """;

  private static final Pattern GROUP =
      Pattern.compile(
          "/onus/(?:admin|auditor|on-call-admin|relay)"
              + "|/[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*(?:/(?:lead|deputy))?");

  private TokenCommand() {}

  /**
   * Runs the command and answers its exit status: 2 when what was typed makes no sense.
   *
   * @param out where the token goes
   * @param err where everything else goes
   */
  public static int run(
      List<String> args, Path keyFile, URI issuer, PrintStream out, PrintStream err) {
    DemoPeople people = DemoPeople.load();
    Person person;
    try {
      person = person(args, people);
    } catch (LocalStackException e) {
      err.println("onus: " + e.getMessage());
      err.print(USAGE);
      return 2;
    }
    out.println(TokenMint.of(keyFile, issuer).mint(person));
    err.println(
        "A token of "
            + person.id()
            + " ("
            + String.join(" ", person.groups())
            + "), good for 1 hour, for trying only");
    return 0;
  }

  private static Person person(List<String> args, DemoPeople people) {
    Deque<String> left = new ArrayDeque<>(args);
    String name = null;
    List<String> groups = null;
    boolean robot = false;
    while (!left.isEmpty()) {
      String arg = left.pop();
      switch (arg) {
        case "--groups" -> groups = groups(left.poll());
        case "--robot" -> robot = true;
        default -> {
          if (arg.startsWith("-")) {
            throw new LocalStackException("There is no option " + arg + " here");
          }
          if (name != null) {
            throw new LocalStackException("One at a time: " + name + " or " + arg + "?");
          }
          name = arg;
        }
      }
    }
    if (name == null) {
      throw new LocalStackException("Whose token? " + capitalized(people.overview()));
    }
    if (groups == null) {
      if (robot) {
        throw new LocalStackException("--robot goes with --groups");
      }
      return people.named(name);
    }
    Person known = people.find(name).orElse(Person.human(name));
    return robot ? Person.robot(name, groups.toArray(String[]::new)) : known.with(groups);
  }

  private static List<String> groups(@Nullable String text) {
    if (text == null) {
      throw new LocalStackException("--groups needs a value, as /SALES,/SALES/lead");
    }
    List<String> groups = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    for (String group : groups) {
      if (!GROUP.matcher(group).matches()) {
        throw new LocalStackException(
            "'"
                + group
                + "' is not a group: /SALES for a member of SALES, /SALES/lead for its lead");
      }
    }
    return groups;
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
