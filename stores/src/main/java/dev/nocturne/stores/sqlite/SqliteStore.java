package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.EventLog;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.InMemoryLeases;
import dev.nocturne.core.log.Lease;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.log.SessionPage;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.core.log.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in one SQLite file, which only this process has open. Commits of many sessions share one
 * sync of the disk. While the file is open, there are {@code -wal} and {@code -shm} files beside
 * it; a {@code .lock} file stays there.
 */
public final class SqliteStore implements Store {
    private static final Logger log = LoggerFactory.getLogger(SqliteStore.class);

    /** The number of threads for reads of one session, which are short and mostly from memory. */
    private static final int READERS = 3;

    /**
     * The number of threads for lists, which may walk all sessions and must not delay other reads.
     */
    private static final int LISTERS = 2;

    /** The bits of a token below the epoch: the lower half is a counter. */
    private static final int EPOCH_SHIFT = 32;

    /** The most receipts deleted in one commit. */
    private static final int FORGET_CHUNK = 1_000;

    /**
     * The pause between probes while the store cannot be written, so as not to keep a full disk
     * busy.
     */
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);

    /** How long a call of {@link #trouble} waits for a probe. */
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(1);

    /** The bytes that a probe writes: more than fit into a page or two that happen to be free. */
    private static final int PROBE_BYTES = 256 << 10;

    private final DatabaseFile file;
    private final InstantSource clock;
    private final ProcessLock lock;
    private final StoreHealth health;
    private final Damage damage;
    private final Mark mark;
    private final String epoch;
    private final Sql anchor;
    private final FileWatch watch;
    private final BackgroundCheck check;
    private final boolean checked;
    private final InMemoryLeases leases;
    private final Appends appends;
    private final Checkpointer checkpointer;
    private final Writer writer;
    private final Readers readers;
    private final Readers listers;
    private @Nullable Instant lastProbe;
    private boolean closed;

    private SqliteStore(
            DatabaseFile file,
            InstantSource clock,
            ProcessLock lock,
            Opening opening,
            Duration patience)
            throws IOException, SQLException {
        this.file = file;
        this.clock = clock;
        this.lock = lock;
        this.mark = opening.mark();
        Sql sql = opening.sql();
        epoch = Long.toString(opening.history(), Character.MAX_RADIX);
        Tails tails = new Tails();
        Purge purge = new Purge();
        purge.resume(sql);
        health = new StoreHealth(file);
        damage = new Damage(file);
        checked = Schema.isChecked(sql);
        check = new BackgroundCheck(file, damage, health);
        leases = new InMemoryLeases(clock, opening.run() << EPOCH_SHIFT);
        appends = new Appends(leases, tails, purge, Appends.lastKey(sql), opening.lastChange());
        sql.connection().setAutoCommit(false);
        anchor = file.openAnchor();
        watch = FileWatch.of(file, lock.file());
        checkpointer = new Checkpointer(file, mark);
        Acknowledgement acknowledgement =
                new Acknowledgement(watch, health, mark, appends::lastChange);
        writer =
                new Writer(
                        file, sql, tails, purge, health, checkpointer, acknowledgement, patience);
        readers = new Readers("sqlite-reader", READERS, file, health);
        listers = new Readers("sqlite-lister", LISTERS, file, health);
    }

    /**
     * Opens the file, or creates it if it is missing. The clock is used for leases.
     *
     * @throws Fault {@code STORE_UNAVAILABLE} if the file is in use, is not a Nocturne database, is
     *     damaged, was written by a newer version, or cannot be written; the message says which and
     *     what to do
     */
    public static SqliteStore open(Path path, InstantSource clock) {
        return open(path, clock, 0);
    }

    /** Opens the file with a limit of its size in pages of 4 kB; 0 means no limit. */
    static SqliteStore open(Path path, InstantSource clock, int maxPages) {
        return open(path, clock, maxPages, Writer.PATIENCE);
    }

    /** Opens the file with limits of its size and of the time that callers wait for a commit. */
    static SqliteStore open(Path path, InstantSource clock, int maxPages, Duration patience) {
        DatabaseFile file = DatabaseFile.at(path, maxPages);
        file.checkPlace();
        ProcessLock lock = ProcessLock.take(file.path());
        Opening opening = null;
        try {
            file.checkContent();
            opening = Opening.of(file, clock);
            SqliteStore store = new SqliteStore(file, clock, lock, opening, patience);
            store.start();
            return store;
        } catch (SQLException e) {
            abandon(opening, lock);
            throw file.fault(e);
        } catch (IOException e) {
            abandon(opening, lock);
            throw Faults.of(file.path() + " cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            abandon(opening, lock);
            throw e;
        }
    }

    private static void abandon(@Nullable Opening opening, ProcessLock lock) {
        try (lock) {
            if (opening != null) {
                opening.mark().close();
                opening.sql().close();
            }
        } catch (SQLException e) {
            log.warn("could not close a database after opening it failed", e);
        }
    }

    private void start() {
        checkpointer.start();
        writer.start();
        readers.start();
        listers.start();
        if (!checked) {
            check.start();
        }
    }

    /**
     * Copies a database into a new file, also while a server has it open. The copy has one
     * consistent state and can be opened as a store. Blocks until it is on the disk.
     *
     * @throws Fault if the source is not a Nocturne database or the target exists
     */
    public static void backup(Path source, Path target) {
        DatabaseFile file = DatabaseFile.find(source);
        Backup.run(file, target);
    }

    /**
     * Copies the database into a new file while it is in use. The copy has the current state and
     * can be opened as a store. Blocks until it is on the disk. The WAL cannot start over
     * meanwhile, so it grows with each write.
     *
     * @throws Fault if the target exists or cannot be written
     */
    public void backup(Path target) {
        Backup.run(file, target);
    }

    /**
     * Replaces a database, which no server may have open and which need not exist, by a backup. The
     * backup is checked completely before anything is changed. The old database is kept under a
     * dated name, which is returned. Blocks until the new database is on the disk.
     *
     * @throws Fault if the backup is damaged or of a newer version, or the database is in use
     */
    public static Optional<Path> restore(Path backup, Path database, InstantSource clock) {
        return Restore.run(backup, database, clock.instant());
    }

    /**
     * Checks a whole database, also while a server uses it. Changes nothing.
     *
     * @throws Fault if it is not a Nocturne database, or of a newer version
     */
    public static DatabaseReport check(Path database) {
        return Doctor.check(database);
    }

    @Override
    public AppendResult append(Append append) {
        Sums sums = Sums.of(append);
        return writer.submit(Appends.bytes(append), sql -> appends.append(sql, append, sums));
    }

    @Override
    public List<Event> read(SessionId session, long after, int limit, int maxBytes) {
        EventLog.requirePage(limit);
        damage.refuse(session);
        SessionQueries.EventPage page =
                readers.read(sql -> SessionQueries.events(sql, session, after, limit, maxBytes));
        if (page.damage() != null) {
            throw damage.refuse(session, page.damage());
        }
        return page.events();
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public Optional<SessionHead> head(SessionId session) {
        return readers.read(sql -> SessionQueries.head(sql, session)).map(this::markDamage);
    }

    @Override
    public SessionPage list(SessionQuery query) {
        SessionPage page = listers.read(sql -> ListQuery.page(sql, query));
        return new SessionPage(
                page.sessions().stream().map(this::markDamage).toList(), page.next());
    }

    /** Marks the head of a session whose events are known to be damaged. */
    private SessionHead markDamage(SessionHead head) {
        return head.damaged() || !damage.has(head.checkpoint().session())
                ? head
                : new SessionHead(head.checkpoint(), head.tail(), head.saved(), true);
    }

    @Override
    public List<SessionId> deleteExpired(Instant before, int limit) {
        // Searched by a reader first, so that the writer has no work if there are none.
        if (listers.read(sql -> SessionQueries.findExpired(sql, before, 1)).isEmpty()) {
            return List.of();
        }
        List<SessionId> deleted =
                writer.submit(0, sql -> appends.deleteExpired(sql, before, limit));
        deleted.forEach(this::forget);
        return deleted;
    }

    private void forget(SessionId session) {
        leases.forget(session);
        damage.forget(session);
    }

    @Override
    public Optional<Instant> retentionTime() {
        return listers.read(sql ->
                sql.first(
                        "SELECT retained_at FROM epoch WHERE retained_at IS NOT NULL",
                        row -> Instant.ofEpochMilli(row.getLong(1))));
    }

    @Override
    public void setRetentionTime(Instant time) {
        writer.submit(
                0, sql -> sql.update("UPDATE epoch SET retained_at = ?", time.toEpochMilli()));
    }

    @Override
    public Instant lastWrite() {
        return readers.read(SessionQueries::lastWrite);
    }

    @Override
    public boolean save(SessionId session) {
        return writer.submit(0, sql -> appends.save(sql, session));
    }

    @Override
    public boolean delete(SessionId session) {
        boolean deleted = writer.submit(0, sql -> appends.delete(sql, session));
        if (deleted) {
            forget(session);
        }
        return deleted;
    }

    @Override
    public OptionalLong attachmentSize(SessionId session, String callId) {
        return readers.read(sql -> SessionQueries.attachmentSize(sql, session, callId));
    }

    @Override
    public Optional<String> attachment(SessionId session, String callId) {
        damage.refuse(session);
        Optional<SessionQueries.StoredAttachment> found =
                readers.read(sql -> SessionQueries.attachment(sql, session, callId));
        if (found.isPresent() && !found.get().sound()) {
            String what = "the result of call " + callId + " does not match its checksum";
            throw damage.refuse(session, what);
        }
        return found.map(SessionQueries.StoredAttachment::json);
    }

    @Override
    public Optional<Receipt> receipt(String scope, String key) {
        return readers.read(sql -> SessionQueries.receipt(sql, scope, key));
    }

    @Override
    public Receipt remember(Receipt receipt) {
        return writer.submit(
                receipt.answer().length(),
                sql -> {
                    Appends.remember(sql, receipt);
                    return SessionQueries.receipt(sql, receipt.scope(), receipt.key())
                            .orElseThrow();
                });
    }

    @Override
    public int forgetReceipts(Instant before) {
        int forgotten = 0;
        int chunk;
        do {
            chunk = writer.submit(0, sql -> forgetChunk(sql, before));
            forgotten += chunk;
        } while (chunk == FORGET_CHUNK);
        return forgotten;
    }

    private static int forgetChunk(Sql sql, Instant before) throws SQLException {
        return sql.update(
                "DELETE FROM receipts WHERE rowid IN"
                        + " (SELECT rowid FROM receipts WHERE created_at < ? LIMIT ?)",
                before.toEpochMilli(),
                FORGET_CHUNK);
    }

    @Override
    public Lease acquire(SessionId session, String holder, Duration ttl) {
        return leases.acquire(session, holder, ttl);
    }

    @Override
    public boolean renew(SessionId session, FencingToken token, Duration ttl) {
        return leases.renew(session, token, ttl);
    }

    @Override
    public void release(SessionId session, FencingToken token) {
        leases.release(session, token);
    }

    @Override
    public String description() {
        return "sqlite " + file.path();
    }

    /** While there is trouble, this call makes the store try to write and read again. */
    @Override
    public Optional<String> trouble() {
        watch.change().ifPresent(health::noteLoss);
        if (health.mayRecover() && isProbeDue()) {
            probe();
        }
        return health.trouble();
    }

    private synchronized boolean isProbeDue() {
        Instant now = clock.instant();
        if (lastProbe != null && now.isBefore(lastProbe.plus(PROBE_EVERY))) {
            return false;
        }
        lastProbe = now;
        return true;
    }

    private void probe() {
        try {
            writer.submit(PROBE_BYTES, SqliteStore::probe, PROBE_PATIENCE);
            writer.submit(0, sql -> sql.update("DELETE FROM probe"), PROBE_PATIENCE);
            readers.read(sql -> sql.number("SELECT count(*) FROM probe"));
        } catch (Fault e) {
            log.debug("{} still cannot be written or read", file.path(), e);
        }
    }

    private static int probe(Sql sql) throws SQLException {
        return sql.update("INSERT INTO probe (ballast) VALUES (zeroblob(?))", PROBE_BYTES);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            check.close();
            readers.close();
            listers.close();
            checkpointer.close();
            anchor.close();
            // Closed last, so that its connection writes back the whole WAL.
            writer.close();
            mark.close();
        } catch (SQLException e) {
            log.warn("closing {} failed", file.path(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("interrupted while closing {}", file.path());
        }
    }
}
