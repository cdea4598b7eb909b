package io.onus.notification.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import org.junit.jupiter.api.Test;

class WishTest {

  private static final String URL = "https://events.pagerduty.com/v2/enqueue";

  @Test
  void pagersOfOneProviderAreToldApartByTheirKeysWhichNobodyReadsInTheirPlaces() {
    Wish mine = pager("a".repeat(32));

    assertThat(mine.place()).startsWith(URL + "#").doesNotContain("a".repeat(5));
    assertThat(mine.place()).isEqualTo(pager("a".repeat(32)).place());
    assertThat(mine.place()).isNotEqualTo(pager("b".repeat(32)).place());
  }

  @Test
  void whatIsNoPagerIsKnownByItsAddressAlone() {
    Wish machine =
        new Wish(ChannelKind.ALERTMANAGER, "https://am.example", Urgency.LOW, new Secret("token"));

    assertThat(machine.place()).isEqualTo("https://am.example");
  }

  @Test
  void aPlaceIsRecognisedWhateverItsKey() {
    assertThat(pager("a".repeat(32)).hasUrlOf(pager("b".repeat(32)).place())).isTrue();
    assertThat(pager("a".repeat(32)).hasUrlOf("https://elsewhere.example/v2/enqueue")).isFalse();
  }

  private static Wish pager(String key) {
    return new Wish(ChannelKind.PAGER, URL, Urgency.HIGH, new Secret(key));
  }
}
