package io.onus.local.company;

import io.onus.local.LocalStackException;
import io.onus.local.OidcProcess;
import io.onus.local.RunningStack;
import io.onus.local.StackPlan;
import io.onus.local.company.SuiteApi.Unusable;
import io.onus.local.identity.DemoPeople;
import io.onus.local.identity.Person;
import io.onus.local.identity.TokenMint;
import java.nio.file.Path;

/** Tokens of the stack of this machine: whoever can read its keys may make them for anybody. */
final class LocalBearers implements Bearers {

  private final TokenMint mint;
  private final DemoPeople people = DemoPeople.load();

  LocalBearers(TokenMint mint) {
    this.mint = mint;
  }

  /**
   * @param root where the sources are
   * @param folder where the stack keeps its data
   */
  static LocalBearers of(Path root, Path folder, int portOffset) {
    OidcProcess oidc = new RunningStack(StackPlan.shifted(root, folder, portOffset)).oidc();
    try {
      return new LocalBearers(TokenMint.of(oidc.keyFile(), oidc.issuer()));
    } catch (LocalStackException e) {
      throw new Unusable(e.getMessage());
    }
  }

  @Override
  public String admin() {
    return mint.mint(Person.human("admin", "/onus/admin", "/onus/on-call-admin"));
  }

  @Override
  public String leadOf(String department) {
    return mint.mint(
        people
            .leadOf(department)
            .orElseGet(() -> Person.human("lead-of-" + department, "/" + department + "/lead")));
  }
}
