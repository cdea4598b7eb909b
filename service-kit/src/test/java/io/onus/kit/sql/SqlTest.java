package io.onus.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.kit.stage.Stage;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SqlTest {

  private static final UUID ID = UUID.fromString("0198a1b2-0000-7000-8000-000000000001");
  private static final Instant AT = Instant.parse("2026-01-05T09:00:00.000001Z");

  private final Sql sql = new Sql(Stage.empty().dataSource());

  @Test
  void argumentsAreBoundByTheirType() {
    String said =
        sql.one(
                """
                select concat_ws('|', ?::text, ?::bigint, ?::uuid, extract(epoch from ?::timestamptz),
                  ?::jsonb ->> 'a', ?::text, ?::date, ?::boolean, coalesce(?::text, 'none')) as said
                """,
                row -> row.text("said"),
                "text",
                7L,
                ID,
                AT,
                new Sql.Json("{\"a\": \"b\"}"),
                DayOfWeek.MONDAY,
                LocalDate.of(2026, 1, 5),
                true,
                null)
            .orElseThrow();

    assertThat(said).isEqualTo("text|7|" + ID + "|1767603600.000001|b|MONDAY|2026-01-05|t|none");
  }

  @Test
  void collectionsAreArraysOfTheirElementsType() {
    assertThat(found("bigint", List.of(1L, 2L), 2L)).isTrue();
    assertThat(found("integer", List.of(1, 2), 3)).isFalse();
    assertThat(found("uuid", Set.of(ID), ID)).isTrue();
    assertThat(found("timestamptz", List.of(AT), AT)).isTrue();
    assertThat(found("text", List.of(DayOfWeek.MONDAY), "MONDAY")).isTrue();
    assertThat(found("numeric", List.of(new BigDecimal("1.50")), new BigDecimal("1.5"))).isTrue();
    assertThat(found("date", List.of(LocalDate.EPOCH), LocalDate.EPOCH)).isTrue();
    assertThat(found("boolean", new Object[] {true}, false)).isFalse();
  }

  @Test
  void aCollectionWithoutElementsIsAnArrayOfAnyType() {
    assertThat(found("bigint", List.of(), 1L)).isFalse();
    assertThat(found("uuid", Set.of(), ID)).isFalse();
    assertThat(found("text", new String[0], "x")).isFalse();
    assertThat(
            sql.one(
                "select cardinality(?::timestamptz[]) as n", row -> row.integer("n"), List.of()))
        .contains(0);
  }

  @Test
  void whatIsNullStaysNull() {
    String select =
        "select null::text as t, null::uuid as u, null::timestamptz as at, null::int as i,"
            + " null::bigint as n, null::numeric as d, null::date as day, null::text[] as many";

    sql.one(
        select,
        row -> {
          assertThat(row.nullableText("t")).isNull();
          assertThat(row.nullableUuid("u")).isNull();
          assertThat(row.nullableInstant("at")).isNull();
          assertThat(row.nullableInteger("i")).isNull();
          assertThat(row.nullableNumber("n")).isNull();
          assertThat(row.nullableDecimal("d")).isNull();
          assertThat(row.nullableDate("day")).isNull();
          assertThat(row.texts("many")).isEmpty();
          return true;
        });
  }

  @Test
  void aSecondRowWhereOneIsWantedIsABug() {
    assertThatThrownBy(() -> sql.one("select generate_series(1, 2) as n", row -> row.integer("n")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aStatementThatFailsSaysWhy() {
    assertThatThrownBy(() -> sql.update("delete from nowhere"))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("nowhere");
  }

  private boolean found(String type, Object many, Object one) {
    return sql.one("select ?::" + type + " = any (?) as found", row -> row.flag("found"), one, many)
        .orElseThrow();
  }
}
