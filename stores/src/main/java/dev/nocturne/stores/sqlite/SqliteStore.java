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
 * Sessions in one SQLite file that this process alone has open. Commits of many sessions share one
 * sync of the disk. Beside the file lie its {@code -wal} and {@code -shm} while it is open, and a
 * {@code .lock} for good.
 */
public final class SqliteStore implements Store {
    private static final Logger log = LoggerFactory.getLogger(SqliteStore.class);

    /** Threads for reads of one session: short, and mostly from memory. */
    private static final int READERS = 3;

    /** Threads for lists, which may walk all sessions: they must not keep the others waiting. */
    private static final int LISTERS = 2;

    /** A token is the epoch in the upper and a counter in the lower half. */
    private static final int EPOCH_SHIFT = 32;

    /** Receipts forgotten in one commit. */
    private static final int FORGET_CHUNK = 1_000;

    /** How often a store in trouble tries to write: it must not keep a full disk busy. */
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);

    /** How long a call of {@link #trouble} waits for a probe. */
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(1);

    /** What a probe writes: more than what a page or two, freed by chance, would take. */
    private static final int PROBE_BYTES = 256 << 10;

    private final DatabaseFile file;
    private final InstantSource clock;
    private final ProcessLock lock;
    private final Health health;
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
        health = new Health(file);
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
     * Opens the file, or makes it where it is missing. The clock times leases.
     *
     * @throws Fault {@code STORE_UNAVAILABLE} when the file is in use, is not ours, is damaged, is
     *     newer than this version, or cannot be written; the message says which and what to do
     */
    public static SqliteStore open(Path path, InstantSource clock) {
        return open(path, clock, 0);
    }

    /** Opens the file with a limit for its size in pages of 4 kB; 0 is none. */
    static SqliteStore open(Path path, InstantSource clock, int maxPages) {
        return open(path, clock, maxPages, Writer.PATIENCE);
    }

    /** The same with a limit for the time a commit may take before its callers get an answer. */
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
            log.warn("closing a database that could not be opened failed", e);
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
     * Copies a database into a new file, whether or not a server has it open: the copy is one state
     * of it, and opens as a store. Blocks until it is on the disk.
     *
     * @throws Fault when the source is not a database of ours or the target exists
     */
    public static void backup(Path source, Path target) {
        DatabaseFile file = DatabaseFile.existing(source);
        Backup.run(file, target);
    }

    /**
     * Copies the database into a new file while it is in use: the copy is the state of this moment,
     * and opens as a store. Blocks until it is on the disk. The WAL cannot start over meanwhile, so
     * it grows by what is written.
     *
     * @throws Fault when the target exists or cannot be written
     */
    public void backup(Path target) {
        Backup.run(file, target);
    }

    /**
     * Puts a backup in the place of a database that no server has open, or of none. The backup is
     * checked whole before anything is changed; the old database stays under a dated name, which is
     * returned. Blocks until all is on the disk.
     *
     * @throws Fault when the backup is damaged or of a newer version, or the database is in use
     */
    public static Optional<Path> restore(Path backup, Path database, InstantSource clock) {
        return Restore.run(backup, database, clock.instant());
    }

    /**
     * Checks a whole database of any size, also beside a server that runs on it. Changes nothing.
     *
     * @throws Fault when it is no database of ours, or of a newer version
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
        Queries.EventPage page =
                readers.read(sql -> Queries.events(sql, session, after, limit, maxBytes));
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
        return readers.read(sql -> Queries.head(sql, session)).map(this::marked);
    }

    @Override
    public SessionPage list(SessionQuery query) {
        SessionPage page = listers.read(sql -> ListQuery.page(sql, query));
        return new SessionPage(page.sessions().stream().map(this::marked).toList(), page.next());
    }

    /** A session whose events are known to be damaged is damaged. */
    private SessionHead marked(SessionHead head) {
        return head.damaged() || !damage.has(head.checkpoint().session())
                ? head
                : new SessionHead(head.checkpoint(), head.tail(), head.saved(), true);
    }

    @Override
    public List<SessionId> deleteExpired(Instant before, int limit) {
        // Looked for outside of the writer first, which has better to do when there are none.
        if (listers.read(sql -> Queries.expired(sql, before, 1)).isEmpty()) {
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
        return readers.read(Queries::lastWrite);
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
        return readers.read(sql -> Queries.attachmentSize(sql, session, callId));
    }

    @Override
    public Optional<String> attachment(SessionId session, String callId) {
        damage.refuse(session);
        Optional<Queries.StoredAttachment> found =
                readers.read(sql -> Queries.attachment(sql, session, callId));
        if (found.isPresent() && !found.get().sound()) {
            String what = "the result of call " + callId + " does not match its checksum";
            throw damage.refuse(session, what);
        }
        return found.map(Queries.StoredAttachment::json);
    }

    @Override
    public Optional<Receipt> receipt(String scope, String key) {
        return readers.read(sql -> Queries.receipt(sql, scope, key));
    }

    @Override
    public Receipt remember(Receipt receipt) {
        return writer.submit(
                receipt.answer().length(),
                sql -> {
                    Appends.remember(sql, receipt);
                    return Queries.receipt(sql, receipt.scope(), receipt.key()).orElseThrow();
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

    /** While there is trouble, asking is what makes the store try to write and read again. */
    @Override
    public Optional<String> trouble() {
        watch.change().ifPresent(health::lost);
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
            log.debug("a probe of {} failed", file.path(), e);
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
            // Last, so that its connection writes back the whole WAL.
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
