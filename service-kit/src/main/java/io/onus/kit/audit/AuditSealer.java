package io.onus.kit.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.sql.Sql;
import io.onus.kit.sql.SqlFailure;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Seals committed entries into the chain: one replica at a time, under a transaction-scoped
 * advisory lock, in batches. What is unsealed stands in a table of its own and leaves it in the
 * transaction of its seal, so an entry that commits late is sealed late and never skipped, and a
 * sealer that dies leaves everything as it was.
 */
@ApplicationScoped
public class AuditSealer {

  /** Where a round can be stopped from outside: what tests of sudden death need. */
  interface Stops {
    default void beforeCommit() {}
  }

  private record Unsealed(long entryId, String canonical) {}

  record Head(long seq, byte[] hash) {}

  private static final Logger LOG = Logger.getLogger(AuditSealer.class);
  private static final int BATCH = 1000;
  private static final int LOCK_CLASS = 7103;
  private static final Duration SWEEP = Duration.ofMillis(500);
  private static final Duration TELL_HEAD_EVERY = Duration.ofHours(1);

  private final DataSource dataSource;
  private final boolean enabled;
  private final Stops stops;
  private final BackgroundLoop loop;
  private final AtomicLong sealed = new AtomicLong();
  private @Nullable Long tellHeadAt;

  @Inject
  public AuditSealer(
      DataSource dataSource,
      MeterRegistry meters,
      @ConfigProperty(name = "onus.audit.sealer", defaultValue = "true") boolean enabled) {
    this(dataSource, meters, enabled, new Stops() {});
  }

  AuditSealer(DataSource dataSource, MeterRegistry meters, boolean enabled, Stops stops) {
    this.dataSource = dataSource;
    this.enabled = enabled;
    this.stops = stops;
    this.loop = new BackgroundLoop("audit-sealer", this::step);
    meters.gauge("onus.audit.sealed", sealed);
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      loop.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    close();
  }

  void close() {
    loop.close();
  }

  private Duration step() {
    return sealOnce() < BATCH ? SWEEP : Duration.ZERO;
  }

  /** One round. Answers how many entries were sealed. */
  int sealOnce() {
    try (Connection connection = dataSource.getConnection()) {
      if (!anythingUnsealed(connection)) {
        return 0;
      }
      connection.setAutoCommit(false);
      try {
        int count = isAlone(connection) ? seal(connection) : 0;
        stops.beforeCommit();
        connection.commit();
        return count;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private int seal(Connection connection) throws SQLException {
    Head head = head(connection);
    List<Unsealed> entries = oldest(connection);
    if (entries.isEmpty()) {
      return 0;
    }
    List<Long> ids = new ArrayList<>(entries.size());
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into audit_seals (seq, entry_id, hash) values (?, ?, ?)")) {
      for (Unsealed entry : entries) {
        head = new Head(head.seq() + 1, AuditChain.next(head.hash(), entry.canonical()));
        insert.setLong(1, head.seq());
        insert.setLong(2, entry.entryId());
        insert.setBytes(3, head.hash());
        insert.addBatch();
        ids.add(entry.entryId());
      }
      insert.executeBatch();
    }
    try (PreparedStatement delete =
        Sql.prepared(connection, "delete from audit_unsealed where entry_id = any (?)", ids)) {
      delete.executeUpdate();
    }
    sealed.set(head.seq());
    tellHeadNowAndThen(head);
    return entries.size();
  }

  /** Where logs are kept elsewhere, a chain that was written anew as a whole is found by them. */
  private void tellHeadNowAndThen(Head head) {
    if (tellHeadAt == null || System.nanoTime() - tellHeadAt >= 0) {
      LOG.infof("audit head seq=%d hash=%s", head.seq(), HexFormat.of().formatHex(head.hash()));
      tellHeadAt = System.nanoTime() + TELL_HEAD_EVERY.toNanos();
    }
  }

  private static boolean anythingUnsealed(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select exists (select 1 from audit_unsealed)");
        ResultSet results = statement.executeQuery()) {
      return results.next() && results.getBoolean(1);
    }
  }

  private static boolean isAlone(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            Sql.prepared(connection, "select pg_try_advisory_xact_lock(?, 0)", LOCK_CLASS);
        ResultSet results = statement.executeQuery()) {
      return results.next() && results.getBoolean(1);
    }
  }

  /** A statement of its own after the lock, so that it sees what its last holder sealed. */
  private static Head head(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select seq, hash from audit_seals order by seq desc limit 1");
        ResultSet results = statement.executeQuery()) {
      return results.next()
          ? new Head(results.getLong(1), results.getBytes(2))
          : new Head(0, AuditChain.start());
    }
  }

  private static List<Unsealed> oldest(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            Sql.prepared(
                connection,
                "select e.id, "
                    + AuditChain.CANONICAL
                    + " from audit_unsealed u join audit_entries e on e.id = u.entry_id"
                    + " order by u.entry_id limit ?",
                BATCH);
        ResultSet results = statement.executeQuery()) {
      List<Unsealed> entries = new ArrayList<>();
      while (results.next()) {
        entries.add(new Unsealed(results.getLong(1), results.getString(2)));
      }
      return entries;
    }
  }
}
