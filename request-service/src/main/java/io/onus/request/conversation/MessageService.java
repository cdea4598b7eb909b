package io.onus.request.conversation;

import io.onus.kit.id.Ids;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.request.request.Relay;
import io.onus.request.request.RequestService;
import io.onus.request.request.StoredRequest;
import io.onus.request.request.domain.By;
import io.onus.request.request.domain.RequestCommand;
import io.onus.request.request.domain.Verb;
import io.onus.request.request.domain.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class MessageService {

  private final RequestService requests;
  private final MessageStore store;
  private final Transactions transactions;
  private final WallClock clock;

  MessageService(
      RequestService requests, MessageStore store, Transactions transactions, WallClock clock) {
    this.requests = requests;
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  MessageView post(String name, @Nullable String ifMatch, MessageForm form) {
    UUID id = Ids.newId(clock.now());
    Visibility visibility = Objects.requireNonNullElse(form.visibility(), Visibility.BOTH);
    RequestService.Moved moved =
        requests.move(
            name,
            ifMatch,
            new Relay(form.onBehalfOf(), form.at()),
            Verb.MESSAGE,
            by -> new RequestCommand.PostMessage(by, id, form.text(), visibility));
    return new MessageView(
        id, form.text(), visibility.name(), author(moved.event().by()), moved.at());
  }

  void checkSeen(String name) {
    requests.find(name);
  }

  Page<MessageView> list(String name, PageRequest page) {
    return transactions.call(
        () -> {
          StoredRequest request = requests.find(name);
          List<MessageStore.Placed> rows =
              store.page(
                  request.id(),
                  RequestService.position(page),
                  page.size() + 1,
                  requests.sidesRead(request));
          return Page.of(rows, page, row -> List.of(Integer.toString(row.position())))
              .map(MessageStore.Placed::message);
        });
  }

  private static MessageView.AuthorView author(By by) {
    return new MessageView.AuthorView(
        by.actor().id(),
        by.actor().department(),
        by.side() == null ? null : by.side().name(),
        by.actor().kind().name(),
        by.actor().onBehalfOf());
  }
}
