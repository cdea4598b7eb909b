package io.onus.sla.learning;

import io.onus.kit.decide.Refusal;
import java.util.Map;

/** Why nobody can say what to expect. */
sealed interface PromiseRefusal extends Refusal {

  record UnknownService(String service) implements PromiseRefusal {
    @Override
    public String kind() {
      return "unknown-service";
    }

    @Override
    public String message() {
      return "There is no service %s.".formatted(service);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("service", service);
    }
  }

  record ServiceOfAnotherDepartment(String service, String provider, String to)
      implements PromiseRefusal {
    @Override
    public String kind() {
      return "service-of-another-department";
    }

    @Override
    public String message() {
      return "%s is provided by %s, not by %s.".formatted(service, provider, to);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("service", service, "provider", provider, "to", to);
    }
  }

  record BeyondCalendars(String because) implements PromiseRefusal {
    @Override
    public String kind() {
      return "out-of-reach";
    }

    @Override
    public String message() {
      return "The promise is due beyond the years calendars are kept for: " + because;
    }
  }
}
