package io.onus.request.catalogue.domain;

import io.onus.kit.decide.Refusal;
import java.util.Map;

/** A code ending in {@code -question} belongs to the department it is named after. */
public record QuestionCodeReserved(String service, String provider) implements Refusal {

  @Override
  public String kind() {
    return "question-code-reserved";
  }

  @Override
  public String message() {
    return "Codes that end in -question belong to the department they are named after, and %s is not %s. Choose another code."
        .formatted(service, CatalogueItem.questionCode(provider));
  }

  @Override
  public Map<String, Object> facts() {
    return Map.of("service", service, "provider", provider);
  }
}
