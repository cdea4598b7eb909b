package io.onus.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.kit.audit.Verification.Break;
import io.onus.kit.audit.Verification.Head;
import io.onus.kit.audit.Verification.What;
import io.onus.kit.stage.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to the trail behind the service's back is found. */
class AuditChainTest {

  private final Trail trail = new Trail();

  @Test
  void anEmptyTrailIsIntact() {
    assertThat(trail.verify())
        .isEqualTo(new Verification(true, "kit-test", 0, 1, 0, true, null, null));
  }

  @Test
  void manyWritersAndTwoSealersLeaveOneChainWithoutGaps() throws Exception {
    // Given
    AuditSealer one = trail.sealer();
    AuditSealer other = trail.sealer();
    one.start(new io.quarkus.runtime.StartupEvent());
    other.start(new io.quarkus.runtime.StartupEvent());
    ExecutorService writers = Executors.newFixedThreadPool(6);
    try {
      // When
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        writing.add(
            writers.submit(
                () -> {
                  trail.write(60);
                  return null;
                }));
      }
      for (Future<?> each : writing) {
        each.get();
      }
      io.onus.kit.test.Await.until("all is sealed", () -> trail.unsealed() == 0);
    } finally {
      writers.shutdown();
      one.close();
      other.close();
    }

    // Then
    Verification verification = trail.verify();
    assertThat(verification.intact()).isTrue();
    assertThat(verification.entries()).isEqualTo(360);
    assertThat(seals()).isEqualTo(LongStream.rangeClosed(1, 360).boxed().toList());
  }

  @Test
  void anEntryThatCommitsLateIsSealedLate() throws SQLException {
    // Given: an entry with an earlier id is still being written when later ones are sealed
    try (Connection late = trail.stage.begin()) {
      long id = Trail.write(late);
      trail.write(3);
      trail.seal();
      assertThat(trail.verify().entries()).isEqualTo(3);

      // When
      late.commit();
      trail.seal();

      // Then
      assertThat(trail.verify().intact()).isTrue();
      assertThat(
              trail.sql.one(
                  "select seq from audit_seals where entry_id = ?", row -> row.number("seq"), id))
          .contains(4L);
    }
  }

  @Test
  void anEntryThatIsRolledBackLeavesNoGap() throws SQLException {
    trail.write(1);
    try (Connection connection = trail.stage.begin()) {
      Trail.write(connection);
      connection.rollback();
    }
    trail.write(1);
    trail.seal();

    assertThat(trail.verify().intact()).isTrue();
    assertThat(seals()).containsExactly(1L, 2L);
  }

  @Test
  void aSealerKilledBeforeItsCommitHasSealedNothing() throws SQLException {
    // Given
    trail.write(5);

    // When
    try (ChildJvm sealer = ChildJvm.start(SealerProcess.class, trail.stage.environment())) {
      sealer.awaitLine("AT BEFORE_COMMIT");
      assertThat(trail.sealer().sealOnce()).isZero();
      sealer.kill();
    }
    trail.seal();

    // Then
    assertThat(seals()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(trail.verify().intact()).isTrue();
  }

  @Test
  void anEditedColumnIsFound() throws SQLException {
    trail.write(5);
    trail.seal();
    long id = entryOf(3);
    trail.tamper("create table as_it_was as select * from audit_entries where id = " + id);

    for (String edit :
        List.of(
            "at = at + interval '1 microsecond'",
            "actor = gen_random_uuid()",
            "on_behalf_of = actor",
            "address = null",
            "call_id = 'call-2'",
            "action = 'request.declined'",
            "subject_type = 'department'",
            "subject_id = 'R-2'",
            "departments = array['CS']",
            "changes = changes || '{\"amount\": [1.51, null]}'")) {
      trail.tamper("update audit_entries set %s where id = %d".formatted(edit, id));
      Verification edited = trail.verify();
      trail.tamper(
          """
          delete from audit_entries where id = %d;
          insert into audit_entries overriding system value select * from as_it_was
          """
              .formatted(id));

      assertThat(edited.intact()).as(edit).isFalse();
      assertThat(edited.firstBreak()).as(edit).isEqualTo(Break.at(3, id, What.ENTRY_EDITED));
      assertThat(trail.verify().intact()).as("as it was").isTrue();
    }
  }

  @Test
  void aRemovedEntryIsFound() throws SQLException {
    trail.write(5);
    trail.seal();
    long id = entryOf(2);

    trail.tamper("delete from audit_entries where id = " + id);

    assertThat(trail.verify().firstBreak()).isEqualTo(Break.at(2, id, What.ENTRY_REMOVED));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3})
  void aRemovedSealIsFound(long seq) throws SQLException {
    trail.write(5);
    trail.seal();

    trail.tamper("delete from audit_seals where seq = " + seq);

    assertThat(trail.verify().firstBreak()).isEqualTo(Break.at(seq, null, What.SEAL_MISSING));
  }

  @Test
  void anEntryRemovedTogetherWithItsSealIsFound() throws SQLException {
    trail.write(5);
    trail.seal();

    trail.tamper(
        "delete from audit_entries where id = %d; delete from audit_seals where seq = 3"
            .formatted(entryOf(3)));

    assertThat(trail.verify().firstBreak()).isEqualTo(Break.at(3, null, What.SEAL_MISSING));
  }

  @Test
  void aSealRemovedFromTheEndLeavesItsEntryUnsealed() throws SQLException {
    // Given
    trail.write(5);
    trail.seal();
    long last = entryOf(5);

    // When
    trail.tamper("delete from audit_seals where seq = 5");

    // Then
    assertThat(trail.verify().intact()).isTrue();
    trail.timeIs(Trail.AT.plus(AuditVerifier.SEALED_WITHIN).plusMillis(1));
    assertThat(trail.verify().firstBreak()).isEqualTo(new Break(null, last, What.UNSEALED, null));
    assertThat(trail.verifier(10).verify(4, null).firstBreak())
        .isEqualTo(new Break(null, last, What.UNSEALED, null));
  }

  @Test
  void anEntryRemovedBeforeItWasSealedIsFound() throws SQLException {
    trail.write(1);

    trail.tamper("delete from audit_entries");

    assertThat(trail.verify().firstBreak().what()).isEqualTo(What.ENTRY_REMOVED);
  }

  @Test
  void aTailThatWasCutOffIsFoundByAHeadNotedEarlier() throws SQLException {
    // Given
    trail.write(5);
    trail.seal();
    Head noted = trail.verify().head();

    // When
    trail.tamper(
        """
        delete from audit_entries where id in (select entry_id from audit_seals where seq >= 4);
        delete from audit_seals where seq >= 4
        """);

    // Then
    assertThat(trail.verify().intact()).isTrue();
    Verification compared = trail.verifier(100).verify(1, noted);
    assertThat(compared.intact()).isFalse();
    assertThat(compared.firstBreak()).isEqualTo(Break.at(5, null, What.SEAL_MISSING));
  }

  @Test
  void aChainWrittenAnewAsAWholeIsFoundByAHeadNotedEarlier() throws SQLException {
    // Given
    trail.write(5);
    trail.seal();
    Head noted = trail.verify().head();

    // When
    trail.tamper("update audit_entries set action = 'request.declined' where id = " + entryOf(2));
    trail.sealAnewFrom(2);

    // Then
    assertThat(trail.verify().intact()).isTrue();
    assertThat(trail.verifier(100).verify(1, noted).firstBreak())
        .isEqualTo(Break.at(5, null, What.HEAD_DIFFERS));
    assertThat(trail.verifier(100).verify(1, trail.verify().head()).intact()).isTrue();
  }

  @Test
  void aReferenceThatStandsForSomebodyElseIsFound() throws SQLException {
    trail.write(1);
    trail.seal();

    trail.sql.update("update audit_people set person_id = 'bob' where ref = ?", Trail.ADA);

    assertThat(trail.verify().firstBreak())
        .isEqualTo(new Break(null, null, What.PERSON_EDITED, Trail.ADA.toString()));
  }

  @Test
  void aReferenceMadeAnonymousWithoutAnEntryIsFound() {
    trail.sql.update(
        "update audit_people set salt = null, pseudonymised_at = now() where ref = ?", Trail.ADA);

    assertThat(trail.verify().firstBreak().what()).isEqualTo(What.PERSON_EDITED);
  }

  @Test
  void aLongChainIsVerifiedInParts() throws SQLException {
    // Given
    trail.write(5);
    trail.seal();
    AuditVerifier few = trail.verifier(2);

    // When
    Verification first = few.verify(1, null);
    Verification second = few.verify(first.to() + 1, null);
    Verification last = few.verify(second.to() + 1, null);

    // Then
    assertThat(List.of(first.to(), second.to(), last.to())).containsExactly(2L, 4L, 5L);
    assertThat(List.of(first.complete(), second.complete(), last.complete()))
        .containsExactly(false, false, true);
    trail.tamper("update audit_entries set action = 'x.y' where id = " + entryOf(4));
    assertThat(few.verify(1, null).intact()).isTrue();
    assertThat(few.verify(3, null).firstBreak().seq()).isEqualTo(4);
    assertThat(few.verify(8, null).firstBreak()).isEqualTo(Break.at(7, null, What.SEAL_MISSING));
  }

  @Test
  void theRoleOfTheServiceCanOnlyAdd() throws SQLException {
    trail.write(1);

    for (String statement :
        List.of(
            "update audit_entries set action = 'x'",
            "delete from audit_entries",
            "truncate audit_entries",
            "update audit_seals set hash = hash",
            "delete from audit_seals",
            "truncate audit_seals",
            "update audit_unsealed set entry_id = 2",
            "truncate audit_unsealed",
            "update audit_people set ref = gen_random_uuid()",
            "update audit_people set kind = 'ROBOT'",
            "delete from audit_people",
            "truncate audit_people",
            "drop table audit_entries",
            "alter table audit_entries disable trigger all")) {
      assertThatThrownBy(() -> trail.sql.update(statement))
          .as(statement)
          .rootCause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void anAuditorRecomputesTheChainWithTheQueryOfTheHandbook() throws Exception {
    // Given
    String handbook = Files.readString(Path.of("..", "docs", "security.md"));
    int start = handbook.indexOf("```sql\n-- the chain, recomputed") + "```sql\n".length();
    String query = handbook.substring(start, handbook.indexOf("```", start));
    trail.write(4);
    trail.seal();

    // When
    List<Long> whenIntact = broken(query);
    trail.tamper("update audit_entries set address = '10.0.0.1' where id = " + entryOf(3));

    // Then
    assertThat(whenIntact).isEmpty();
    assertThat(broken(query)).containsExactly(3L);
  }

  @Test
  void verifyingLooksAtNoMoreThanAPageAtATime() throws SQLException {
    trail.write(1200);
    trail.seal();

    assertThat(trail.verify().entries()).isEqualTo(1200);
    assertThat(trail.verify().complete()).isTrue();
    trail.timeIs(Trail.AT.plus(Duration.ofDays(1)));
    assertThat(trail.verify().intact()).isTrue();
  }

  private List<Long> broken(String query) {
    return trail.sql.list(query, row -> row.number("seq"));
  }

  private List<Long> seals() {
    return trail.sql.list("select seq from audit_seals order by seq", row -> row.number("seq"));
  }

  private long entryOf(long seq) {
    return trail
        .sql
        .one("select entry_id from audit_seals where seq = ?", row -> row.number("entry_id"), seq)
        .orElseThrow();
  }
}
