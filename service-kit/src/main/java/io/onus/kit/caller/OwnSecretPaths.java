package io.onus.kit.caller;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The paths that are read without a token, because each call brings a secret of its own in the
 * query, for programs that cannot sign in. {@code *} stands for one segment. Whoever serves such a
 * path checks the secret, and answers a wrong one as if there were nothing.
 */
@ApplicationScoped
public class OwnSecretPaths {

  private final List<List<String>> patterns;

  OwnSecretPaths(
      @ConfigProperty(name = "onus.sign-in.open-paths") Optional<List<String>> patterns) {
    this.patterns = patterns.orElse(List.of()).stream().map(OwnSecretPaths::segments).toList();
  }

  /** Whether a call may come without a token. */
  public boolean include(RoutingContext call) {
    HttpMethod method = call.request().method();
    return (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
        && include(call.normalizedPath());
  }

  boolean include(String path) {
    List<String> segments = segments(path);
    return patterns.stream().anyMatch(pattern -> matches(pattern, segments));
  }

  private static boolean matches(List<String> pattern, List<String> segments) {
    if (pattern.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      String segment = segments.get(i);
      if (pattern.get(i).equals("*") ? segment.isEmpty() : !pattern.get(i).equals(segment)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
