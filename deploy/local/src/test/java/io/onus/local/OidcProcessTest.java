package io.onus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OidcProcessTest {

  @TempDir Path folder;

  @Test
  void itComesBackWithTheKeysItHad() throws Exception {
    try (OidcProcess oidc = new OidcProcess(folder, Ports.free())) {
      // Given
      oidc.start();
      assertThat(oidc.isReady()).isTrue();
      String key = Files.readString(oidc.keyFile());

      // When
      oidc.stop();
      assertThat(oidc.isRunning()).isFalse();
      oidc.start();

      // Then
      assertThat(oidc.isReady()).isTrue();
      assertThat(Files.readString(oidc.keyFile())).isEqualTo(key);
      assertThat(Files.readString(oidc.log()))
          .contains("FOR TRYING ONLY", oidc.issuer().toString());
    }
  }
}
