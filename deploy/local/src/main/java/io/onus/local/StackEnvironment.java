package io.onus.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables a service reads, in one place. */
final class StackEnvironment {

  private StackEnvironment() {}

  static Map<String, String> of(TestStack.Database database, String bootstrap) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("ONUS_DB_URL", database.jdbcUrl());
    environment.put("ONUS_DB_OWNER", database.owner());
    environment.put("ONUS_DB_OWNER_PASSWORD", database.ownerPassword());
    environment.put("ONUS_DB_APP", database.app());
    environment.put("ONUS_DB_APP_PASSWORD", database.appPassword());
    environment.put("ONUS_KAFKA", bootstrap);
    return environment;
  }
}
