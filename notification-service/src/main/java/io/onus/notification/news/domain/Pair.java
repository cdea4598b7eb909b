package io.onus.notification.news.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two sides of an agreement or a request.
 *
 * @param service null where it is about all services
 */
public record Pair(String requester, String provider, @Nullable String service) {

  /** What a side is called in events. */
  static final String REQUESTER = "REQUESTER";

  static final String PROVIDER = "PROVIDER";

  List<Reader> leads() {
    return Reader.leadsOf(requester, provider);
  }

  /** The department across from a side; both where nobody knows the side. */
  public List<String> across(@Nullable String side) {
    return switch (side) {
      case REQUESTER -> List.of(provider);
      case PROVIDER -> List.of(requester);
      case null, default -> List.of(requester, provider);
    };
  }

  /** The department that is not this one. */
  String other(String department) {
    return department.equals(provider) ? requester : provider;
  }

  /** "CS and ENG". */
  String names() {
    return requester + " and " + provider;
  }

  /** "part-clarification", or "all services". */
  String what() {
    return service == null || service.isBlank() ? "all services" : service;
  }
}
