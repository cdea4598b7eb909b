package io.onus.sla.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReviewTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final LocalDate MARCH = LocalDate.of(2027, 3, 1);
  private static final LocalDate JUNE = LocalDate.of(2027, 6, 1);
  private static final Review.Open NOTHING_SAID = new Review.Open(1, Map.of());

  @Test
  void itIsClosedWhenBothSidesSaidTheSame() {
    Review one = NOTHING_SAID.with(Side.REQUESTER, opinion(Review.Conclusion.KEEP, JUNE));
    assertThat(one).isInstanceOf(Review.Open.class);

    Review both = ((Review.Open) one).with(Side.PROVIDER, opinion(Review.Conclusion.KEEP, MARCH));

    assertThat(both)
        .isInstanceOfSatisfying(
            Review.Closed.class,
            closed -> {
              assertThat(closed.outcome()).isEqualTo(Review.Conclusion.KEEP);
              assertThat(closed.nextOn()).as("no later than either wished").isEqualTo(MARCH);
            });
  }

  @Test
  void whileTheyDifferItStaysOpenAndEachMayChangeItsMind() {
    Review.Open one =
        (Review.Open) NOTHING_SAID.with(Side.REQUESTER, opinion(Review.Conclusion.KEEP, null));
    Review differ = one.with(Side.PROVIDER, opinion(Review.Conclusion.AMEND, null));
    assertThat(differ).isInstanceOf(Review.Open.class);

    Review agreed =
        ((Review.Open) differ).with(Side.REQUESTER, opinion(Review.Conclusion.AMEND, null));

    assertThat(agreed)
        .isInstanceOfSatisfying(
            Review.Closed.class,
            closed -> {
              assertThat(closed.outcome()).isEqualTo(Review.Conclusion.AMEND);
              assertThat(closed.nextOn()).isNull();
            });
  }

  @Test
  void oneSideAloneClosesNothingHoweverOftenItSpeaks() {
    Review once = NOTHING_SAID.with(Side.PROVIDER, opinion(Review.Conclusion.END, null));
    Review twice = ((Review.Open) once).with(Side.PROVIDER, opinion(Review.Conclusion.END, null));

    assertThat(twice).isInstanceOf(Review.Open.class);
    assertThat(twice.opinions()).containsOnlyKeys(Side.PROVIDER);
  }

  private static Review.Opinion opinion(Review.Conclusion outcome, @Nullable LocalDate nextOn) {
    return new Review.Opinion(outcome, "lea", NOW, null, nextOn);
  }
}
