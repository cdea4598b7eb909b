package io.onus.request.catalogue;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import java.util.function.Supplier;

/**
 * How much work one check of details against an intake may be. It counts work and not time, so that
 * the same details are judged the same on a busy day. Small schemas can ask for very much: two
 * references, each to a schema of two references, forty times over.
 */
final class IntakeEffort extends ExecutionContext {

  /** The check was given up. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("the effort is exhausted", null, false, false);
    }
  }

  /** About a second of work on one core at the very most. */
  static final long MOST = 50_000_000;

  private static final int KEYWORD = 50;
  private static final int ERROR = 2_000;

  /** Each level is some frames of the stack. */
  private static final int DEEPEST = 400;

  private static final ThreadLocal<IntakeEffort> CURRENT = new ThreadLocal<>();

  private long left = MOST;
  private int depth;

  IntakeEffort(ExecutionConfig config) {
    super(config);
  }

  /** Does work whose patterns count too. */
  <T> T during(Supplier<T> work) {
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      CURRENT.remove();
    }
  }

  /** That of the check under way on this thread; one of its own where there is none. */
  static IntakeEffort ofCurrent() {
    IntakeEffort current = CURRENT.get();
    return current == null ? new IntakeEffort(ExecutionConfig.getInstance()) : current;
  }

  void spendOnPattern(long length, int steps) {
    spend(length * (2 + steps));
  }

  @Override
  public void evaluationPathAddLast(String keyword) {
    deeper();
    super.evaluationPathAddLast(keyword);
  }

  @Override
  public void evaluationPathAddLast(int index) {
    deeper();
    super.evaluationPathAddLast(index);
  }

  @Override
  public void evaluationPathRemoveLast() {
    depth--;
    super.evaluationPathRemoveLast();
  }

  @Override
  public void addError(Error error) {
    spend(ERROR);
    super.addError(error);
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw new Exhausted();
    }
    spend(KEYWORD);
  }

  private void spend(long effort) {
    left -= effort;
    if (left < 0) {
      throw new Exhausted();
    }
  }
}
