package io.onus.notification.integration;

import io.onus.kit.problem.Violation;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.integration.domain.EventPattern;
import io.onus.notification.integration.domain.Integration;
import io.onus.notification.method.AddressRule;
import io.onus.notification.method.Wish;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "WebhookForm")
public record IntegrationForm(
    @NotBlank @Size(max = 200) @Schema(examples = "Incident channel") @Nullable String name,
    @NotNull @Schema(examples = "WEBHOOK") @Nullable ChannelKind kind,
    @NotBlank
        @Size(max = 2000)
        @Schema(
            description = "The http or https URL that is called",
            examples = "https://hooks.example.com/onus")
        @Nullable String address,
    @Pattern(regexp = "[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", message = "must be a department's code")
        @Size(max = 32)
        @Schema(
            description =
                "Whose it is; where left out: of no department, which takes an on-call admin",
            examples = "ENG")
        @Nullable String department,
    @Size(max = MOST_EVENTS)
        @Schema(
            description =
                "Types of onus.sla.v1 it is sent whether or not there is an alert; a star at the"
                    + " end stands for whatever follows. Where left out it is told only as a"
                    + " target",
            examples = "[\"io.onus.sla.clock-*\"]")
        @Nullable List<@NotNull @Size(max = 100) String> events,
    @Size(min = 1, max = 500)
        @Schema(
            description =
                "The key a pager was given out with. It is kept sealed and never shown; where left"
                    + " out of a change it stays")
        @Nullable String secret) {

  static final int MOST_EVENTS = 50;

  private static final Set<ChannelKind> KINDS =
      EnumSet.of(
          ChannelKind.WEBHOOK, ChannelKind.CHAT, ChannelKind.PAGER, ChannelKind.ALERTMANAGER);

  /** Who can make something of an event about which nobody is alerted. */
  private static final Set<ChannelKind> READERS = EnumSet.of(ChannelKind.WEBHOOK);

  List<Violation> violations(AddressRule rule) {
    List<Violation> violations = new ArrayList<>();
    if (kind != null && !KINDS.contains(kind)) {
      violations.add(new Violation("kind", "must be one of " + KINDS + ": people have methods"));
      return violations;
    }
    violations.addAll(rule.ofAddress(kind, address));
    violations.addAll(rule.ofSecret(kind, secret, false));
    if (events != null && !events.stream().allMatch(EventPattern::isPattern)) {
      violations.add(
          new Violation(
              "events",
              "must be event types such as io.onus.sla.clock-breached.v1 or io.onus.sla.*"));
    } else if (events != null
        && !events.stream().map(EventPattern::new).allMatch(EventPattern::isOfClocksAndPromises)) {
      violations.add(
          new Violation(
              "events", "must be of types that are sent, which begin with " + EventPattern.SENT));
    }
    if (kind != null && events != null && !events.isEmpty() && !READERS.contains(kind)) {
      violations.add(new Violation("events", "are not for a webhook of kind " + kind));
    }
    return violations;
  }

  Integration integration(String id) {
    return new Integration(
        id,
        Objects.requireNonNull(name).strip(),
        department,
        events == null ? List.of() : events.stream().distinct().map(EventPattern::new).toList());
  }

  Wish wish() {
    // A machine has no evenings: it is told of everything.
    return new Wish(
        Objects.requireNonNull(kind),
        Objects.requireNonNull(address),
        Urgency.LOW,
        secret == null ? null : new Secret(secret));
  }
}
