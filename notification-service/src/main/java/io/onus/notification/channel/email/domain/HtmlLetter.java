package io.onus.notification.channel.email.domain;

import io.onus.notification.channel.domain.Wording;
import io.onus.notification.channel.domain.Wording.Fact;
import io.onus.notification.channel.domain.Wording.Line;
import io.onus.notification.channel.domain.Wording.Link;
import io.onus.notification.channel.domain.Wording.Part;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The HTML of a letter. It fetches nothing and runs nothing; it has no colours of its own for text
 * and ground, so a reader's dark mode holds; its measures are relative, so it can be magnified.
 */
final class HtmlLetter {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="supported-color-schemes" content="light dark">
      <title>%s</title>
      <style>
      :root { color-scheme: light dark; supported-color-schemes: light dark; }
      @media (prefers-color-scheme: dark) {
      .broken { border-color: #ef7a72 !important; }
      .at-risk { border-color: #e5a847 !important; }
      .settled { border-color: #6fbf73 !important; }
      .news { border-color: #90a4ae !important; }
      }
      </style>
      </head>
      <body style="margin:0;padding:1em;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;\
      line-height:1.5;overflow-wrap:anywhere">
      <div style="max-width:42em">
      """;

  private static final String END = "</div>\n</body>\n</html>\n";

  private HtmlLetter() {}

  static String of(Wording wording) {
    StringBuilder html = new StringBuilder(HEAD.formatted(escaped(wording.headline())));
    lead(html, wording);
    facts(html, wording.facts());
    wording.parts().forEach(part -> part(html, part));
    Link link = wording.link();
    if (link != null) {
      html.append("<p style=\"margin:1.25em 0 0\"><a href=\"")
          .append(escaped(link.url()))
          .append(
              "\" style=\"display:inline-block;padding:0.5em 1em;border:0.1em"
                  + " solid;border-radius:0.3em;font-weight:bold;text-decoration:none\">")
          .append(escaped(link.label()))
          .append("</a></p>\n");
    }
    return html.append(END).toString();
  }

  private static void lead(StringBuilder html, Wording wording) {
    List<String> lead = wording.lead().isEmpty() ? List.of(wording.headline()) : wording.lead();
    html.append(
            "<div class=\"%s\" style=\"border-left:0.35em solid %s;padding-left:0.9em\">\n"
                .formatted(name(wording.tone()), colour(wording.tone())))
        .append("<h1 style=\"font-size:1.2em;line-height:1.35;margin:0\">")
        .append(escaped(lead.getFirst()))
        .append("</h1>\n");
    lead.stream()
        .skip(1)
        .forEach(
            line ->
                html.append("<p style=\"margin:0.4em 0 0\">")
                    .append(escaped(line))
                    .append("</p>\n"));
    html.append("</div>\n");
  }

  private static void facts(StringBuilder html, List<Fact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    html.append("<table style=\"border-collapse:collapse;margin:1.25em 0 0\">\n");
    for (Fact fact : facts) {
      html.append("<tr><th scope=\"row\" style=\"text-align:left;vertical-align:top;")
          .append("font-weight:normal;white-space:nowrap;padding:0.15em 1em 0.15em 0\">")
          .append(escaped(fact.name()))
          .append("</th><td style=\"vertical-align:top;padding:0.15em 0\">")
          .append(escaped(fact.value()))
          .append("</td></tr>\n");
    }
    html.append("</table>\n");
  }

  private static void part(StringBuilder html, Part part) {
    if (part.heading().isEmpty()) {
      part.lines()
          .forEach(
              line ->
                  html.append("<p style=\"margin:1.25em 0 0\">")
                      .append(line(line))
                      .append("</p>\n"));
      return;
    }
    html.append("<h2 style=\"font-size:1em;margin:1.25em 0 0\">")
        .append(escaped(part.heading()))
        .append("</h2>\n")
        .append(
            part.lines().stream()
                .map(line -> "<li style=\"margin:0.25em 0 0\">" + line(line) + "</li>\n")
                .collect(
                    Collectors.joining(
                        "", "<ul style=\"margin:0;padding-left:1.2em\">\n", "</ul>\n")));
  }

  private static String line(Line line) {
    String text = escaped(line.text());
    return line.link() == null ? text : "<a href=\"" + escaped(line.link()) + "\">" + text + "</a>";
  }

  private static String name(Wording.Tone tone) {
    return switch (tone) {
      case BROKEN -> "broken";
      case AT_RISK -> "at-risk";
      case SETTLED -> "settled";
      case NEWS -> "news";
    };
  }

  private static String colour(Wording.Tone tone) {
    return switch (tone) {
      case BROKEN -> "#b3261e";
      case AT_RISK -> "#9a5b00";
      case SETTLED -> "#2e7d32";
      case NEWS -> "#546e7a";
    };
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
