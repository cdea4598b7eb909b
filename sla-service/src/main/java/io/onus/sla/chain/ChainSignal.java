package io.onus.sla.chain;

import jakarta.enterprise.context.ApplicationScoped;

/** Says that word was left, to whoever works it off. */
@ApplicationScoped
public class ChainSignal {

  private volatile Runnable listener = () -> {};

  void onRaised(Runnable next) {
    listener = next;
  }

  void raised() {
    listener.run();
  }
}
