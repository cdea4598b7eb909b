package io.onus.sla.agreement.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changed between two sets of terms, field by field, as people read it. */
public final class TermsDiff {

  /**
   * @param field a path into the terms; lists go by what their entries are about, for example
   *     {@code targets.FIRST_RESPONSE.P2}
   * @param from null where it is new
   * @param to null where it is gone
   */
  public record Change(String field, @Nullable String from, @Nullable String to) {}

  private TermsDiff() {}

  public static List<Change> between(Terms from, Terms to) {
    Map<String, String> before = fields(from);
    Map<String, String> after = fields(to);
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      String was = before.get(name);
      String is = after.get(name);
      if (!Objects.equals(was, is)) {
        changes.add(new Change(name, was, is));
      }
    }
    return changes;
  }

  private static Map<String, String> fields(Terms terms) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Target target : terms.targets()) {
      fields.put(
          "targets." + target.metric() + "." + target.priority(), target.duration().toString());
    }
    fields.put(
        "warnAt", terms.warnAt().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    fields.put("hours", terms.hours());
    Terms.Objective objective = terms.objective();
    if (objective != null) {
      fields.put("objective.percent", plain(objective.percent()));
      fields.put("objective.window", objective.window().toString());
    }
    BreachCost cost = terms.breachCost();
    if (cost != null) {
      fields.put("breachCost.amount", plain(cost.amount()));
      fields.put("breachCost.currency", cost.currency());
      fields.put("breachCost.per", cost.per().name());
    }
    put(fields, "maxPauses", terms.maxPauses());
    Terms.OnNoReply onNoReply = terms.onNoReply();
    if (onNoReply != null) {
      fields.put("onNoReply.action", onNoReply.action().name());
      fields.put("onNoReply.after", String.valueOf(onNoReply.after()));
    }
    for (Terms.Allowance allowance : terms.allowance()) {
      fields.put("allowance." + allowance.priority(), String.valueOf(allowance.perWeek()));
    }
    put(fields, "purpose", terms.purpose());
    fields.put("reopen", terms.reopen().name());
    put(fields, "validFrom", terms.validFrom());
    put(fields, "reviewOn", terms.reviewOn());
    return fields;
  }

  private static void put(Map<String, String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
  }

  private static String plain(java.math.BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
