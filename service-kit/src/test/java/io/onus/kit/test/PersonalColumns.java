package io.onus.kit.test;

import io.onus.kit.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the tables of {@code docs/security.md}, "Personal data", to the database: every column that
 * could hold a name is in them, as personal, as free text or as neither.
 */
public final class PersonalColumns {

  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

  private PersonalColumns() {}

  /** Columns the handbook does not list, and columns it lists that are not there. */
  public static Set<String> differences(String service, Sql sql) {
    Set<String> listed = listed(handbook(), "every service");
    listed.addAll(listed(handbook(), service));
    Set<String> present = present(sql);
    Set<String> differences = new TreeSet<>();
    present.stream()
        .filter(column -> !listed.contains(column))
        .forEach(column -> differences.add("not listed: " + column));
    listed.stream()
        .filter(column -> !present.contains(column))
        .forEach(column -> differences.add("not there: " + column));
    return differences;
  }

  private static Set<String> present(Sql sql) {
    return new TreeSet<>(
        sql.list(
            """
            select c.relname || '.' || a.attname as name
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
              and c.relname <> 'flyway_schema_history'
              and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'json'::regtype,
                'jsonb'::regtype, 'text[]'::regtype, 'varchar[]'::regtype, 'inet'::regtype)
            """,
            row -> row.text("name")));
  }

  /** Rows of the section's table: the first cell names a table, the others name its columns. */
  static Set<String> listed(String handbook, String service) {
    String heading = "### Personal data: " + service + "\n";
    int start = handbook.indexOf(heading);
    if (start < 0) {
      throw new AssertionError("docs/security.md has no section " + heading.trim());
    }
    int end = handbook.indexOf("\n#", start + heading.length());
    Set<String> columns = new TreeSet<>();
    for (String line :
        handbook.substring(start, end < 0 ? handbook.length() : end).lines().toList()) {
      List<String> cells = List.of(line.split("\\|"));
      Matcher table = NAME.matcher(cells.size() > 2 ? cells.get(1) : "");
      if (table.find()) {
        NAME.matcher(String.join(" ", cells.subList(2, cells.size())))
            .results()
            .forEach(column -> columns.add(table.group(1) + "." + column.group(1)));
      }
    }
    return columns;
  }

  private static String handbook() {
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      Path file = at.resolve("docs/security.md");
      if (Files.exists(file)) {
        try {
          return Files.readString(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new AssertionError("no docs/security.md above " + here);
  }
}
