package io.onus.local.identity;

import java.net.URI;
import java.util.stream.Collectors;

/** The two pages people see. Each says at its top that this is for trying. */
final class OidcPages {

  static final String WARNING =
      "FOR TRYING ONLY. Nobody is asked for a password here: whoever reaches this page can be"
          + " anybody. Never put it where others can reach it.";

  private OidcPages() {}

  /** Who there is. */
  static String people(URI issuer, DemoPeople people) {
    String rows =
        people
            .humans()
            .map(person -> row(person, "<code>./onus token " + escaped(person.id()) + "</code>"))
            .collect(Collectors.joining());
    String systems =
        people
            .robots()
            .map(
                system ->
                    row(
                        system,
                        "client id <code>"
                            + escaped(system.id())
                            + "</code>, secret <code>"
                            + escaped(String.valueOf(system.secret()))
                            + "</code>"))
            .collect(Collectors.joining());
    return page(
        "Demo people",
        """
        <p>Issuer <code>%1$s</code>, described at <a href="%1$s/.well-known/openid-configuration">its configuration</a>.</p>
        <h2>People</h2><table>%2$s</table>
        <h2>Systems</h2><p>They fetch their token at <code>%1$s/token</code> with the client-credentials grant.</p>
        <table>%3$s</table>
        """
            .formatted(escaped(issuer.toString()), rows, systems));
  }

  /** One button for each person; where it leads is in the query it was called with. */
  static String signIn(String query, String client, DemoPeople people) {
    String buttons =
        people
            .humans()
            .map(
                person ->
                    row(
                        person,
                        "<button name=\"username\" value=\"%1$s\">Sign in as %1$s</button>"
                            .formatted(escaped(person.id()))))
            .collect(Collectors.joining());
    return page(
        "Who are you?",
        """
        <p><code>%s</code> asks who you are.</p>
        <form method="post" action="?%s"><table>%s</table></form>
        """
            .formatted(escaped(client), escaped(query), buttons));
  }

  static String refused(String why) {
    return page("That does not work", "<p>" + escaped(why) + "</p>");
  }

  private static String row(Person person, String action) {
    return "<tr><td>%s</td><td>%s</td><td><code>%s</code></td><td>%s</td></tr>%n"
        .formatted(
            escaped(person.name()),
            escaped(person.about()),
            escaped(String.join(" ", person.groups())),
            action);
  }

  private static String page(String title, String content) {
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>%1$s - Onus, for trying only</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      .warning { background: #b00020; color: #fff; font-weight: bold; padding: 1rem; }
      td { padding: .3rem 1rem .3rem 0; vertical-align: top; }
    </style></head><body>
    <p class="warning" role="alert">%2$s</p>
    <h1>%1$s</h1>
    %3$s
    </body></html>
    """
        .formatted(escaped(title), escaped(WARNING), content);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
