package io.onus.notification.method;

import io.onus.kit.tx.Transactions;
import io.onus.notification.secret.SecretBox;
import io.onus.notification.secret.UnopenableSecretException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * At the start, seals what is not sealed with the first key: secrets from before there was sealing,
 * and those of a key that is on its way out. Afterwards that key can be taken away.
 */
@ApplicationScoped
class SealedSecrets {

  private static final Logger LOG = Logger.getLogger(SealedSecrets.class);
  private static final int AT_ONCE = 200;
  private static final UUID FIRST = new UUID(0, 0);

  private final MethodStore store;
  private final SecretBox box;
  private final Transactions transactions;

  SealedSecrets(MethodStore store, SecretBox box, Transactions transactions) {
    this.store = store;
    this.box = box;
    this.transactions = transactions;
  }

  void start(@Observes StartupEvent event) {
    seal();
  }

  void seal() {
    UUID after = FIRST;
    List<MethodStore.KeptSecrets> kept;
    do {
      UUID from = after;
      kept = transactions.callInNew(() -> sealAfter(from));
      after = kept.isEmpty() ? after : kept.getLast().methodId();
    } while (kept.size() == AT_ONCE);
  }

  private List<MethodStore.KeptSecrets> sealAfter(UUID after) {
    List<MethodStore.KeptSecrets> kept =
        store.lockSecretsNotBeginning(box.currentPrefix(), after, AT_ONCE);
    kept.forEach(this::seal);
    return kept;
  }

  private void seal(MethodStore.KeptSecrets kept) {
    UUID methodId = kept.methodId();
    MethodStore.KeptSecrets sealed =
        new MethodStore.KeptSecrets(
            methodId, sealed(kept.current(), methodId), sealed(kept.old(), methodId));
    if (!sealed.equals(kept)) {
      store.keepSecrets(sealed);
      LOG.infof("secret sealed anew methodId=%s", methodId);
    }
  }

  private @Nullable String sealed(@Nullable String kept, UUID methodId) {
    if (kept == null || kept.startsWith(box.currentPrefix())) {
      return kept;
    }
    try {
      return box.seal(box.open(kept, methodId), methodId);
    } catch (UnopenableSecretException e) {
      // It stays as it is: its key may come back.
      LOG.errorf("a secret cannot be opened methodId=%s: %s", methodId, e.getMessage());
      return kept;
    }
  }
}
