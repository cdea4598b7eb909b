package io.onus.notification.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.json.JsonSettings;
import io.onus.notification.directory.domain.Contact;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.test.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepartmentEventTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();

  @Test
  void theProducersSampleIsReadWithItsLeads() throws JsonProcessingException {
    CloudEvent sample =
        Samples.in("request-service/src/test/resources/directory-events").get(DepartmentEvent.TYPE);

    Department department = read(sample.data().toString());

    assertThat("department/" + department.code()).isEqualTo(sample.subject());
    assertThat(department.calendar()).isEqualTo(sample.data().path("calendar").asText());
    assertThat(department.leads()).isNotEmpty().allMatch(Contact::hasAddress);
    assertThat(department.version()).isPositive();
  }

  @Test
  void whatIsLeftOutHasASensibleMeaning() throws JsonProcessingException {
    assertThat(read("{\"code\":\"ENG\",\"version\":3,\"motto\":\"fast\"}"))
        .isEqualTo(new Department("ENG", "ENG", "UTC", "company", List.of(), List.of(), 3));
  }

  @Test
  void aDepartmentWithoutCodeOrVersionCannotBeKept() {
    assertThatThrownBy(() -> read("{\"code\":\"ENG\"}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read("{\"version\":1}")).isInstanceOf(IllegalArgumentException.class);
  }

  private static Department read(String data) throws JsonProcessingException {
    return MAPPER.readValue(data, DepartmentEvent.class).department();
  }
}
