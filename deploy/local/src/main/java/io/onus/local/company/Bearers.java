package io.onus.local.company;

import java.util.Locale;
import java.util.Map;

/** The tokens to call with. */
interface Bearers {

  /** Of somebody who may describe the company. */
  String admin();

  /** Of a lead or deputy of a department: what they sign, nobody else can. */
  String leadOf(String department);

  /** One token for all, but where the environment has one for a department's lead. */
  static Bearers given(String token, Map<String, String> environment) {
    return new Bearers() {
      @Override
      public String admin() {
        return token;
      }

      @Override
      public String leadOf(String department) {
        String variable = "ONUS_TOKEN_" + department.toUpperCase(Locale.ROOT).replace('-', '_');
        return environment.getOrDefault(variable, token);
      }
    };
  }
}
