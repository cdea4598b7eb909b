package io.onus.kit.rate;

import io.netty.util.NetUtil;
import io.onus.kit.caller.OwnSecretPaths;
import io.onus.kit.http.EarlyAnswer;
import io.onus.kit.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts answers that say "who are you?" by the address they go to, and those nobody had to be
 * known for, and stops asking after too many. Tokens that were good lately stay welcome: somebody
 * else behind the same address must not lock them out.
 */
@ApplicationScoped
public class AddressRateFilter {

  /** After the shape of the request, before sign-in. */
  private static final int PRIORITY = 9_900;

  private static final int GOOD_TOKENS = 10_000;

  private final CallRates rates;
  private final EarlyAnswer answer;
  private final OwnSecretPaths ownSecret;
  private final Map<String, Boolean> goodTokens =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > GOOD_TOKENS;
            }
          });

  AddressRateFilter(CallRates rates, EarlyAnswer answer, OwnSecretPaths ownSecret) {
    this.rates = rates;
    this.answer = answer;
    this.ownSecret = ownSecret;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    if (context.normalizedPath().startsWith("/q/health")) {
      context.next();
      return;
    }
    String address = key(context.request().remoteAddress());
    String token = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    Optional<Problem> tooMany = rates.tooManyUnknown(address);
    if (tooMany.isPresent() && !isGood(token)) {
      answer.refuse(context, tooMany.get());
      return;
    }
    context.addEndHandler(
        done -> {
          int status = context.response().getStatusCode();
          if (status == 401) {
            forget(token);
            rates.countUnknown(address);
          } else if (token == null && ownSecret.include(context)) {
            rates.countUnknown(address);
          } else if (token != null && status < 300) {
            goodTokens.put(token, true);
          }
        });
    context.next();
  }

  private boolean isGood(@Nullable String token) {
    return token != null && goodTokens.containsKey(token);
  }

  private void forget(@Nullable String token) {
    if (token != null) {
      goodTokens.remove(token);
    }
  }

  /** One household or host has a whole /64 of IPv6 addresses to call from. */
  static String key(@Nullable SocketAddress remote) {
    String address = remote == null ? null : remote.hostAddress();
    if (address == null) {
      return "unknown";
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null || bytes.length == 4) {
      return address;
    }
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      network.append(Integer.toHexString(bytes[i] & 0xff)).append('.');
    }
    return network.toString();
  }
}
