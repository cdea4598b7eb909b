package io.onus.notification.delivery.domain;

import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.util.Map;

/** Why a delivery does not move. */
public sealed interface DeliveryRefusal extends Refusal {

  record DeliveryNotDue(Instant nextAttemptAt) implements DeliveryRefusal {
    @Override
    public String kind() {
      return "delivery-not-due";
    }

    @Override
    public String message() {
      return "The next attempt is due at " + nextAttemptAt + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("nextAttemptAt", nextAttemptAt);
    }
  }

  record DeliveryUnderWay(int attempt) implements DeliveryRefusal {
    @Override
    public String kind() {
      return "delivery-under-way";
    }

    @Override
    public String message() {
      return "Attempt " + attempt + " is being made; ask again when it has ended.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("attempt", attempt);
    }
  }

  record DeliveryOver(String status) implements DeliveryRefusal {
    @Override
    public String kind() {
      return "delivery-over";
    }

    @Override
    public String message() {
      return "This delivery is " + status + " and is not tried any more.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("status", status);
    }
  }

  /** Another attempt holds the lease by now; what this one met says nothing about that one. */
  record LeaseLost(int attempt) implements DeliveryRefusal {
    @Override
    public String kind() {
      return "lease-lost";
    }

    @Override
    public String message() {
      return "Attempt " + attempt + " took longer than its lease.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("attempt", attempt);
    }
  }

  record DeliveryStillPending(Instant nextAttemptAt) implements DeliveryRefusal {
    @Override
    public String kind() {
      return "delivery-still-pending";
    }

    @Override
    public String message() {
      return "This delivery is tried by itself at " + nextAttemptAt + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("nextAttemptAt", nextAttemptAt);
    }
  }

  /** Only what has been sent can have arrived. */
  record DeliveryNotSent(String status) implements DeliveryRefusal {
    @Override
    public String kind() {
      return "delivery-not-sent";
    }

    @Override
    public String message() {
      return "This delivery is " + status + " and has not been sent.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("status", status);
    }
  }

  record DeliveryNotBundled(String status) implements DeliveryRefusal {
    @Override
    public String kind() {
      return "delivery-not-bundled";
    }

    @Override
    public String message() {
      return "This delivery is " + status + " and in no digest.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("status", status);
    }
  }
}
