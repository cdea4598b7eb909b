package io.onus.kit.test;

import io.onus.local.KafkaBroker;
import io.onus.local.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@code @QuarkusTest} the real database and broker and an identity provider, by the names
 * its configuration reads ({@code ONUS_DB_URL}, {@code ONUS_KAFKA} …):
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(
 *     value = OnusStack.class,
 *     initArgs = @ResourceArg(name = "db", value = "onus_sla"))
 * }</pre>
 *
 * The argument {@code db} names one of the suite's databases; {@code fresh} names the prefix of a
 * new empty one, which comes with a broker of its own.
 */
public class OnusStack implements QuarkusTestResourceLifecycleManager {

  private @Nullable String db;
  private @Nullable String fresh;
  private @Nullable KafkaBroker broker;

  @Override
  public void init(Map<String, String> arguments) {
    db = arguments.get("db");
    fresh = arguments.get("fresh");
  }

  @Override
  public Map<String, String> start() {
    TestStack stack = TestStack.get();
    Map<String, String> environment = new HashMap<>(environment(stack));
    environment.put("ONUS_OIDC_ISSUER", Issuer.sharedUrl());
    // A mutating call that leaves no audit entry fails its test.
    environment.put("onus.audit.strict", "true");
    return environment;
  }

  private Map<String, String> environment(TestStack stack) {
    if (db != null) {
      return stack.environment(stack.database(db));
    }
    if (fresh == null) {
      return stack.environment(stack.newDatabase("onus_test"));
    }
    broker = stack.newBroker();
    return stack.environment(stack.newDatabase(fresh), broker);
  }

  /** The stack is shared by every test of this JVM and ends with it. */
  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
