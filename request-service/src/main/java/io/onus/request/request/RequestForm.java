package io.onus.request.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.request.Texts;
import io.onus.request.request.domain.AtStake;
import io.onus.request.request.domain.Customer;
import io.onus.request.request.domain.Details;
import io.onus.request.request.domain.ExternalRef;
import io.onus.request.request.domain.Priority;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a department asks of another. Only who asks, whom or what, and a subject are required. */
@Schema(name = "RequestForm")
public record RequestForm(
    @NotNull @Line @Schema(description = "The requester department", examples = "CS") String from,
    @Line
        @Schema(
            description = "The provider department; alone, it stands for its question service",
            examples = "ENG")
        @Nullable String to,
    @Line @Schema(description = "The service asked for", examples = "part-clarification")
        @Nullable String service,
    @Schema(defaultValue = "P3", examples = "P2") @Nullable Priority priority,
    @NotNull @Line @Schema(examples = "Which thread has part 4711?") String subject,
    @Schema(
            type = SchemaType.OBJECT,
            description = "What the service's intake asks for",
            examples = "{\"partNumber\":\"4711\"}")
        @Nullable ObjectNode details,
    @Valid @Nullable CustomerForm customer,
    @Schema(description = "The request this one is made for") @Nullable UUID parentId,
    @InReach
        @Schema(
            description =
                "When the requester needs the answer: a wish. What is promised follows from the"
                    + " agreement")
        @Nullable Instant neededBy,
    @InReach
        @Schema(
            description =
                "The calendar moment the answer is owed at, whatever anybody's hours are: Tuesday"
                    + " 12:00 is Tuesday 12:00. It starts a DELIVERY clock that is due just then,"
                    + " so that the promise is broken when nothing arrives. Later than now",
            examples = "2027-03-02T11:00:00Z")
        @Nullable Instant deliverBy,
    @Valid @Nullable AtStakeForm atStake,
    @Valid @Nullable ExternalRefForm externalRef,
    @Schema(description = "Keep it unseen by the provider, complete or not", defaultValue = "false")
        @Nullable Boolean draft) {

  /** The external customer or order. */
  @Schema(name = "CustomerForm")
  public record CustomerForm(
      @NotNull @Line @Schema(examples = "ORD-4711") String ref,
      @Line @Schema(examples = "Acme Inc.") @Nullable String name,
      @InReach @Schema(description = "What the customer was promised")
          @Nullable Instant promisedAt) {

    Customer customer() {
      return new Customer(ref, name, promisedAt);
    }
  }

  /** What a late or wrong answer could cost. */
  @Schema(name = "AtStakeForm")
  public record AtStakeForm(
      @NotNull @Positive @Digits(integer = 15, fraction = 4) @Schema(examples = "125000")
          BigDecimal amount,
      @NotNull
          @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as USD")
          @Schema(examples = "USD")
          String currency) {

    AtStake atStake() {
      boolean known =
          Currency.getAvailableCurrencies().stream()
              .anyMatch(one -> one.getCurrencyCode().equals(currency));
      if (!known) {
        throw Problem.malformed(
            "There is no currency " + currency + ".",
            new Violation("atStake.currency", "must be an ISO 4217 code such as USD"));
      }
      return new AtStake(amount, currency);
    }
  }

  /** The name of the same work in another system. */
  @Schema(name = "ExternalRefForm")
  public record ExternalRefForm(
      @NotNull
          @Line
          @Pattern(regexp = "[^:]*", message = "must not contain a colon")
          @Schema(examples = "jira")
          String system,
      @NotNull @Line @Schema(examples = "CS-881") String id) {

    ExternalRef externalRef() {
      return new ExternalRef(system, id);
    }
  }

  boolean isDraft() {
    return Boolean.TRUE.equals(draft);
  }

  Details written() {
    return details == null ? Details.NONE : written(details);
  }

  /** JSON can escape halves of characters, which nothing else takes. */
  static Details written(ObjectNode details) {
    String json = details.toString();
    if (json.length() > Details.LONGEST || isDeeper(details, Details.DEEPEST)) {
      throw Problem.malformed(
          "The details are too long or too deep.", new Violation("details", BOUNDS));
    }
    if (!Texts.isWhole(json)) {
      throw Problem.malformed(
          "The details contain half a character.",
          new Violation("details", "must be text that can be written as UTF-8"));
    }
    return new Details(json);
  }

  /** How long and deep details may be, in words. */
  static final String BOUNDS =
      "must not be longer than "
          + Details.LONGEST
          + " characters, nor nested more than "
          + Details.DEEPEST
          + " deep";

  static boolean isDeeper(JsonNode node, int levels) {
    if (!node.isContainerNode()) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (JsonNode child : node) {
      if (isDeeper(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }
}
