package io.onus.notification.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.notification.channel.domain.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

  private static final String OLD = key(1);
  private static final String NEW = key(2);
  private static final Secret SECRET = new Secret("whsec_c29tZXRoaW5n");

  private final UUID owner = UUID.randomUUID();
  private final SecretBox box = box(OLD);

  @Test
  void whatIsSealedOpensForItsOwner() {
    String sealed = box.seal(SECRET, owner);

    assertThat(sealed).startsWith(box.currentPrefix()).doesNotContain(SECRET.value());
    assertThat(box.open(sealed, owner)).isEqualTo(SECRET);
  }

  @Test
  void theSameSecretNeverLooksTheSame() {
    assertThat(box.seal(SECRET, owner)).isNotEqualTo(box.seal(SECRET, owner));
  }

  @Test
  void itDoesNotOpenForAnotherOwner() {
    String sealed = box.seal(SECRET, owner);

    assertThatThrownBy(() -> box.open(sealed, UUID.randomUUID()))
        .isInstanceOf(UnopenableSecretException.class);
  }

  @Test
  void notOneOfItsBytesCanBeChanged() {
    String sealed = box.seal(SECRET, owner);
    byte[] bytes = Base64.getDecoder().decode(sealed.substring(box.currentPrefix().length()));

    for (int at = 0; at < bytes.length; at++) {
      byte[] tampered = bytes.clone();
      tampered[at] ^= 1;
      String text = box.currentPrefix() + Base64.getEncoder().encodeToString(tampered);
      assertThatThrownBy(() -> box.open(text, owner)).isInstanceOf(UnopenableSecretException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "AAAA", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "?"})
  void whatIsCutOffDoesNotOpen(String rest) {
    assertThatThrownBy(() -> box.open(box.currentPrefix() + rest, owner))
        .isInstanceOf(UnopenableSecretException.class);
  }

  @Test
  void theFirstKeySealsAndAllOpen() {
    String before = box.seal(SECRET, owner);
    SecretBox turning = box(NEW + ", " + OLD);

    assertThat(turning.open(before, owner)).isEqualTo(SECRET);
    assertThat(turning.currentPrefix()).isNotEqualTo(box.currentPrefix());
    assertThat(box(NEW).open(turning.seal(SECRET, owner), owner)).isEqualTo(SECRET);
  }

  @Test
  void aKeyThatIsNotHereIsNamed() {
    String sealed = box.seal(SECRET, owner);

    assertThatThrownBy(() -> box(NEW).open(sealed, owner))
        .isInstanceOf(UnopenableSecretException.class)
        .hasMessageContaining(sealed.split(":")[1])
        .hasMessageContaining("ONUS_SECRET_KEY");
  }

  @Test
  void aSecretFromBeforeThereWasSealingIsTakenAsItIs() {
    assertThat(box.open(SECRET.value(), owner)).isEqualTo(SECRET);
  }

  @Test
  void withoutAKeyThereIsNoService() {
    assertThatThrownBy(() -> new SecretBox(Optional.empty()))
        .hasMessageContaining("ONUS_SECRET_KEY")
        .hasMessageContaining("openssl rand -base64 32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bGV0bWVpbg==", "let me in", "AAAA,", ","})
  void aKeyThatIsNoneIsRefusedAndNotShown(String setting) {
    assertThatThrownBy(() -> box(setting))
        .hasMessageContaining("32 bytes in base64")
        .message()
        .doesNotContain("bGV0", "let me", "AAAA");
  }

  private static SecretBox box(String keys) {
    return new SecretBox(Optional.of(keys));
  }

  private static String key(int filling) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) filling);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
