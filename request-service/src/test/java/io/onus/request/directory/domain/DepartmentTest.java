package io.onus.request.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.request.catalogue.domain.CatalogueItem;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepartmentTest {

  @ParameterizedTest
  @ValueSource(strings = {"E", "ENG", "LOCATION-143", "GROUP-56", "A1-B2-C3"})
  void theseAreCodes(String code) {
    assertThat(Department.isCode(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eng", "1ENG", "ENG-", "-ENG", "A--B", "ENG 1", "ÄNG", "ENG\n"})
  void theseAreNoCodes(String code) {
    assertThat(Department.isCode(code)).isFalse();
  }

  @Property
  void everyDepartmentCanHaveItsQuestionService(@ForAll("codes") String code) {
    assertThat(CatalogueItem.isCode(CatalogueItem.questionCode(code))).isTrue();
    assertThat(CatalogueItem.questionOf(code, "Any").takesQuestionOfAnother()).isFalse();
  }

  @Provide
  Arbitrary<String> codes() {
    Arbitrary<String> word =
        Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(1).ofMaxLength(6);
    return word.list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(words -> String.join("-", words))
        .filter(Department::isCode);
  }
}
