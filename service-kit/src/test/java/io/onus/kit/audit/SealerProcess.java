package io.onus.kit.audit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onus.kit.stage.Stage;
import java.util.concurrent.locks.LockSupport;

/** A process that seals, and stands still before its commit. */
public final class SealerProcess {

  private SealerProcess() {}

  public static void main(String[] args) {
    new AuditSealer(
            Stage.dataSource(System.getenv()),
            new SimpleMeterRegistry(),
            true,
            new AuditSealer.Stops() {
              @Override
              public void beforeCommit() {
                System.out.println("AT BEFORE_COMMIT");
                System.out.flush();
                while (true) {
                  LockSupport.park();
                }
              }
            })
        .sealOnce();
  }
}
