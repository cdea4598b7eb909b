package io.onus.kit.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  private static final Instant NOW = Instant.parse("2022-02-22T19:22:22Z");

  @Test
  void aNewIdIsOfVersionSevenAndCarriesTheMilliseconds() {
    UUID id = Ids.newId(NOW);

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    // RFC 9562, appendix A.6: the same instant
    assertThat(id.toString()).startsWith("017f22e2-79b0-7");
  }

  @Test
  void idsOfLaterMillisecondsSortLater() {
    List<String> ids = new ArrayList<>();
    for (int millis = 0; millis < 2_000; millis += 7) {
      ids.add(Ids.newId(NOW.plusMillis(millis)).toString());
    }

    assertThat(ids).isSorted();
  }

  @Test
  void idsOfOneInstantDiffer() {
    Set<UUID> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(Ids.newId(NOW));
    }

    assertThat(ids).hasSize(10_000);
  }

  @Test
  void aNameBasedIdIsTheOneOfTheStandard() {
    // RFC 9562, appendix A.4
    assertThat(Ids.nameBased(DNS, "www.example.com"))
        .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
  }

  @Test
  void theSamePartsGiveTheSameIdAndOthersAnother() {
    UUID id = Ids.nameBased(DNS, "clock", "breached", "1");

    assertThat(Ids.nameBased(DNS, "clock", "breached", "1")).isEqualTo(id);
    assertThat(Ids.nameBased(DNS, "clock", "breached", "2")).isNotEqualTo(id);
    assertThat(Ids.nameBased(DNS, "a", "bc")).isNotEqualTo(Ids.nameBased(DNS, "ab", "c"));
    assertThat(Ids.nameBased(id, "clock", "breached", "1")).isNotEqualTo(id);
  }
}
