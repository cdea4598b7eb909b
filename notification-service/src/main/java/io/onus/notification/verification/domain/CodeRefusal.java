package io.onus.notification.verification.domain;

import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.util.Map;

/** Why a method is not verified, or is not tested. */
public sealed interface CodeRefusal extends Refusal {

  record WrongCode(int triesLeft) implements CodeRefusal {
    @Override
    public String kind() {
      return "wrong-code";
    }

    @Override
    public String message() {
      return triesLeft == 1
          ? "That is not the code. There is one try left."
          : "That is not the code. There are %d tries left.".formatted(triesLeft);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("triesLeft", triesLeft);
    }
  }

  record CodeUsedUp(int tries) implements CodeRefusal {
    @Override
    public String kind() {
      return "code-used-up";
    }

    @Override
    public String message() {
      return "This code was tried %d times in vain. Ask for another.".formatted(tries);
    }
  }

  record CodeExpired(Instant at) implements CodeRefusal {
    @Override
    public String kind() {
      return "code-expired";
    }

    @Override
    public String message() {
      return "The code was good until " + at + ". Ask for another.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("validUntil", at);
    }
  }

  record NoCodeSent() implements CodeRefusal {
    @Override
    public String kind() {
      return "no-code-sent";
    }

    @Override
    public String message() {
      return "No code was sent to this method. Ask for one.";
    }
  }

  record MethodWorksAlready() implements CodeRefusal {
    @Override
    public String kind() {
      return "method-works-already";
    }

    @Override
    public String message() {
      return "This method is verified already.";
    }
  }

  record MethodNotVerified() implements CodeRefusal {
    @Override
    public String kind() {
      return "method-not-verified";
    }

    @Override
    public String message() {
      return "This method is not verified. Enter the code that was sent to it, or ask for another.";
    }
  }

  record MethodDisabled(String reason) implements CodeRefusal {
    @Override
    public String kind() {
      return "method-disabled";
    }

    @Override
    public String message() {
      return "This method is disabled: " + reason + ". Ask for a code to use it again.";
    }
  }
}
