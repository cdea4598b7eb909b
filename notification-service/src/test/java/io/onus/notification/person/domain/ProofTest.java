package io.onus.notification.person.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.test.Someone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProofTest {

  private static final String ADDRESS = "ada@example.com";

  @Test
  void theAddressTheIdentityProviderHasVerifiedNeedsNoCode() {
    assertThat(proof(Someone.named("ada"), ChannelKind.EMAIL, "Ada@Example.com"))
        .isEqualTo(Proof.IDENTITY);
  }

  @Test
  void anyOtherAddressDoes() {
    assertThat(proof(Someone.named("ada"), ChannelKind.EMAIL, "eve@example.com"))
        .isEqualTo(Proof.CODE);
    assertThat(proof(Someone.named("ada"), ChannelKind.EMAIL, null)).isEqualTo(Proof.CODE);
    assertThat(proof(Someone.named("ada"), ChannelKind.WEBHOOK, ADDRESS)).isEqualTo(Proof.CODE);
  }

  @Test
  void itIsTheirOwnAddressOnlyForThePersonInPerson() {
    assertThat(proof(Someone.named("eve"), ChannelKind.EMAIL, ADDRESS)).isEqualTo(Proof.CODE);
    assertThat(proof(Someone.with(Role.ADMIN), ChannelKind.EMAIL, ADDRESS)).isEqualTo(Proof.CODE);
    assertThat(proof(Someone.robotNamed("ada"), ChannelKind.EMAIL, ADDRESS)).isEqualTo(Proof.CODE);
  }

  @Test
  void onlyAnAdminMayVouch() {
    assertThat(Proof.mayVouch(Someone.with(Role.ADMIN))).isTrue();
    assertThat(Proof.mayVouch(Someone.with(Role.ON_CALL_ADMIN))).isFalse();
    assertThat(Proof.mayVouch(Someone.named("ada"))).isFalse();
    assertThat(
            Proof.of(Someone.with(Role.ADMIN), "ada", ChannelKind.WEBHOOK, "https://x", null, true))
        .isEqualTo(Proof.VOUCHED);
  }

  private static Proof proof(Asker asker, ChannelKind kind, @Nullable String ownEmail) {
    return Proof.of(asker, "ada", kind, ADDRESS, ownEmail, false);
  }
}
