package io.onus.local.company;

import io.onus.local.identity.DemoPeople;
import io.onus.local.identity.Person;
import io.onus.local.identity.TokenPurse;

/** Tokens of the stack of this machine: whoever can read its keys may make them for anybody. */
final class LocalBearers implements Bearers {

  private static final Person ADMIN = Person.human("admin", "/onus/admin", "/onus/on-call-admin");

  private final TokenPurse purse;
  private final DemoPeople people = DemoPeople.load();

  LocalBearers(TokenPurse purse) {
    this.purse = purse;
  }

  @Override
  public String admin() {
    return purse.of(ADMIN);
  }

  @Override
  public String leadOf(String department) {
    return purse.of(
        people
            .leadOf(department)
            .orElseGet(
                () ->
                    Person.human(
                        "lead-of-" + department, "/" + department, "/" + department + "/lead")));
  }
}
