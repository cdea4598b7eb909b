package io.onus.kit.audit;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The HTTP call at work: its id, where it comes from, and what was recorded of it. */
@RequestScoped
public class CurrentCall {

  private @Nullable String id;
  private @Nullable String address;
  private boolean accountedFor;

  /** As answered in {@code X-Request-Id}; none outside a call. */
  public @Nullable String id() {
    return id;
  }

  @Nullable String address() {
    return address;
  }

  boolean isAccountedFor() {
    return accountedFor;
  }

  void begin(String id, @Nullable String address) {
    this.id = id;
    this.address = address;
  }

  void accountFor() {
    accountedFor = true;
  }
}
