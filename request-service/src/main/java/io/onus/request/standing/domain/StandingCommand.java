package io.onus.request.standing.domain;

import java.util.Optional;

/** What somebody wants to happen to a standing request. */
public sealed interface StandingCommand {

  /** The name in the API. */
  String path();

  /**
   * @param first the first moment of the new plan that lies ahead
   */
  record Change(Plan plan, Optional<Occurrence> first) implements StandingCommand {
    @Override
    public String path() {
      return "put";
    }
  }

  record Pause() implements StandingCommand {
    @Override
    public String path() {
      return "pause";
    }
  }

  /**
   * @param next the first moment of its plan that lies ahead
   */
  record Resume(Optional<Occurrence> next) implements StandingCommand {
    @Override
    public String path() {
      return "resume";
    }
  }

  record End() implements StandingCommand {
    @Override
    public String path() {
      return "end";
    }
  }
}
