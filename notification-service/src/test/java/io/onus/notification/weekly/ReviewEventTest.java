package io.onus.notification.weekly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.json.JsonSettings;
import io.onus.notification.test.Samples;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewEventTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final Map<String, CloudEvent> SAMPLES =
      Samples.in("sla-service/src/test/resources/events/samples");

  @ParameterizedTest
  @CsvSource({"signed, 2027-06-01", "reviewed, 2028-06-01", "ended,"})
  void theProducersEventsSayWhenTheNextReviewIs(String type, LocalDate on)
      throws JsonProcessingException {
    CloudEvent sample = SAMPLES.get("io.onus.agreement." + type + ".v1");
    assertThat(ReviewEvent.isKnown(sample.type())).isTrue();

    PlannedReview planned = MAPPER.treeToValue(sample.data(), ReviewEvent.class).planned(sample);

    assertThat(planned.on()).isEqualTo(on);
    assertThat(planned.requester()).isEqualTo("CS");
    assertThat(planned.provider()).isEqualTo("ENG");
    assertThat(planned.sequence()).isEqualTo(sample.sequence());
  }

  @Test
  void offersAndBudgetsPlanNoReview() {
    assertThat(ReviewEvent.isKnown("io.onus.agreement.proposed.v1")).isFalse();
    assertThat(ReviewEvent.isKnown("io.onus.agreement.review-due.v1")).isFalse();
    assertThat(ReviewEvent.isKnown("io.onus.agreement.budget-spent.v1")).isFalse();
  }
}
