package io.onus.request.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineageTest {

  @Test
  void aDepartmentMayHangBelowAnyThatIsNotBelowIt() {
    assertThat(new Lineage(List.of("TEAM", "ENG", "ALL")).refusalOf("OTHER")).isEmpty();
  }

  @Test
  void aDepartmentBelowItselfIsRefusedWithTheWayRound() {
    // When
    ParentMakesCycle refusal =
        new Lineage(List.of("TEAM", "ENG", "ALL")).refusalOf("ENG").orElseThrow();

    // Then
    assertThat(refusal.path()).containsExactly("TEAM", "ENG");
    assertThat(refusal.message()).contains("ENG cannot be below TEAM");
    assertThat(refusal.facts()).containsEntry("department", "ENG");
  }

  @Test
  void aDepartmentIsNotItsOwnParent() {
    assertThat(new Lineage(List.of("ENG")).refusalOf("ENG")).isPresent();
  }
}
