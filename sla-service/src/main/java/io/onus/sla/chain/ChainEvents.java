package io.onus.sla.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.sla.chain.ChainStore.Cause;
import io.onus.sla.chain.domain.ChainRisk;
import io.onus.sla.chain.domain.Due;
import io.onus.sla.chain.domain.Link;
import io.onus.sla.clock.Announcement;
import io.onus.sla.clock.domain.Actor;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes {@code io.onus.sla.chain-at-risk} events. */
@ApplicationScoped
public class ChainEvents {

  static final String AT_RISK = "io.onus.sla.chain-at-risk.v1";

  private final ObjectMapper mapper;

  public ChainEvents(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  Announcement atRisk(ChainRisk risk, Cause cause) {
    return new Announcement(risk.id(AT_RISK), AT_RISK, cause.at(), cause.eventId(), data(risk));
  }

  private ObjectNode data(ChainRisk risk) {
    Link child = risk.child();
    ObjectNode data = mapper.createObjectNode();
    data.set("actor", mapper.valueToTree(Actor.ENGINE));
    data.put("requestId", child.requestId().toString());
    data.put("requestNumber", child.number());
    data.put("requester", child.requester());
    data.put("provider", child.provider());
    data.put("service", child.service());
    data.put("priority", child.priority().name());
    put(data, risk.childDue());
    ObjectNode parent = data.putObject("parent");
    parent.put("requestId", risk.parent().requestId().toString());
    parent.put("requestNumber", risk.parent().number());
    parent.put("requester", risk.parent().requester());
    parent.put("provider", risk.parent().provider());
    put(parent, risk.parentDue());
    data.put("gap", risk.gap().toString());
    data.put("workingGap", risk.workingGap().toString());
    data.set("customer", mapper.valueToTree(customer(risk)));
    data.put("link", "/requests/" + child.requestId());
    return data;
  }

  private static void put(ObjectNode data, Due due) {
    data.put("clockId", due.clockId().toString());
    data.put("metric", due.metric().name());
    data.put("dueAt", due.at().toString());
  }

  /** The order it is all for: the child's own, else its parent's. */
  private static Link.Customer customer(ChainRisk risk) {
    Link.Customer own = risk.child().customer();
    return own == null ? risk.parent().customer() : own;
  }
}
