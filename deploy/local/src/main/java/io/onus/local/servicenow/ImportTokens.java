package io.onus.local.servicenow;

import io.onus.local.identity.Person;
import io.onus.local.identity.TokenPurse;

/** As whom the import calls the services. */
public interface ImportTokens {

  /** Who makes departments and services, brings facts in, and reads all of it. */
  String office();

  /** Who signs for a department. */
  String leadOf(String department);

  /** Of a company's own provider: one token that carries every right the import needs. */
  static ImportTokens given(String token) {
    return new ImportTokens() {
      @Override
      public String office() {
        return token;
      }

      @Override
      public String leadOf(String department) {
        return token;
      }
    };
  }

  /** Of a local stack, made as they are needed: no token could name hundreds of departments. */
  static ImportTokens made(TokenPurse purse) {
    return new ImportTokens() {
      @Override
      public String office() {
        return purse.of(Person.robot("import", "/onus/admin", "/onus/auditor"));
      }

      @Override
      public String leadOf(String department) {
        // A system signs nothing.
        return purse.of(Person.human("lead-of-" + department, "/" + department + "/lead"));
      }
    };
  }
}
