package io.onus.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBoundsTest {

  record Holder(@Nullable JsonNode any, @Nullable ObjectNode object, @Nullable BigDecimal number) {}

  private static final ObjectMapper MAPPER = JsonSettings.mapper();

  @Test
  void nestingHasABound() throws Exception {
    int deepest = JsonSettings.DEEPEST;

    assertThat(MAPPER.readTree("[".repeat(deepest) + "]".repeat(deepest)).isArray()).isTrue();
    assertThatThrownBy(() -> MAPPER.readTree("[".repeat(deepest + 1) + "]".repeat(deepest + 1)))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> MAPPER.readTree("{\"a\":".repeat(500_000)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void aNumberHasSoManyDigits() throws Exception {
    assertThat(MAPPER.readTree("9".repeat(200)).isNumber()).isTrue();
    assertThatThrownBy(() -> MAPPER.readTree("9".repeat(201)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void aNameHasABound() throws Exception {
    assertThat(MAPPER.readTree("{\"" + "n".repeat(900) + "\":1}").size()).isEqualTo(1);
    assertThatThrownBy(() -> MAPPER.readTree("{\"" + "n".repeat(100_000) + "\":1}"))
        .isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1e-400", "1.5e300", "0", "0.1", "123456789.25"})
  void aNumberInReachIsRead(String number) throws Exception {
    assertThat(MAPPER.readTree(number).isNumber()).isTrue();
    Holder holder = MAPPER.readValue("{\"number\":" + number + "}", Holder.class);
    assertThat(holder.number()).isEqualByComparingTo(new BigDecimal(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e401", "-1e401", "1e-401", "1e999999999", "1E-999999999"})
  void aNumberThatWouldFillMemoryIsNot(String number) {
    assertThatThrownBy(() -> MAPPER.readTree(number)).hasMessageContaining("1e400");
    for (String field : new String[] {"number", "any"}) {
      String json = "{\"" + field + "\":" + number + "}";
      assertThatThrownBy(() -> MAPPER.readValue(json, Holder.class)).hasMessageContaining("1e400");
    }
    assertThatThrownBy(
            () -> MAPPER.readValue("{\"object\":{\"a\":[" + number + "]}}", Holder.class))
        .hasMessageContaining("1e400");
  }

  @Test
  void nothingStaysNothing() throws Exception {
    Holder absent = MAPPER.readValue("{}", Holder.class);
    Holder nulls = MAPPER.readValue("{\"any\":null,\"object\":null,\"number\":null}", Holder.class);

    assertThat(absent).isEqualTo(new Holder(null, null, null));
    assertThat(nulls).isEqualTo(new Holder(NullNode.instance, null, null));
  }

  @Test
  void anObjectIsAnObject() throws Exception {
    assertThat(MAPPER.readValue("{\"object\":{\"a\":1}}", Holder.class).object())
        .isEqualTo(MAPPER.createObjectNode().put("a", 1));
    assertThatThrownBy(() -> MAPPER.readValue("{\"object\":[1]}", Holder.class))
        .isInstanceOf(JsonProcessingException.class);
  }
}
