package io.onus.sla.clock.domain;

class BreaksANameOverLines {
  Object client =
      java.net.http
          .HttpClient.newHttpClient();
}
