package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.log.Lease;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.log.SessionPage;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.core.log.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A store whose appends now and then fail: for sure before anything was written; or in doubt, which
 * is before or after, or while the append is under way, to be stored later if nothing else is
 * stored in its place before.
 */
final class FaultyStore implements Store {
    private final InMemoryStore store;
    private final Random random;
    private final double faults;
    private boolean readable = true;
    private @Nullable Append underWay;
    private @Nullable Boolean nextStored;

    FaultyStore(InMemoryStore store, Random random, double faults) {
        this.store = store;
        this.random = random;
        this.faults = faults;
    }

    @Override
    public synchronized AppendResult append(Append append) {
        Boolean stored = nextStored;
        if (stored != null) {
            nextStored = null;
            if (stored) {
                store.append(append);
            }
            throw new Fault(ErrorCode.STORE_DOUBTFUL, "The simulated store does not say.");
        }
        if (underWay != null && random.nextBoolean()) {
            storeLate();
        }
        if (random.nextDouble() >= faults) {
            return store.append(append);
        }
        readable = random.nextInt(4) > 0;
        switch (random.nextInt(4)) {
            case 0 -> throw unavailable();
            case 1 -> store.append(append);
            case 2 -> underWay = append;
            default -> {}
        }
        throw new Fault(ErrorCode.STORE_DOUBTFUL, "The simulated store does not say.");
    }

    /** The next append is in doubt, and stored or not. */
    synchronized void doubtNext(boolean stored) {
        nextStored = stored;
    }

    /** What a commit that took too long comes to in the end. */
    void storeLate() {
        Append late = underWay;
        underWay = null;
        if (late != null) {
            store.append(late);
        }
    }

    /** After a failed append the store may be away for the next read too. */
    private void tryRead() {
        if (!readable) {
            readable = true;
            throw unavailable();
        }
    }

    private static Fault unavailable() {
        return new Fault(ErrorCode.STORE_UNAVAILABLE, "The simulated store is away.");
    }

    @Override
    public List<Event> read(SessionId session, long after, int limit, int maxBytes) {
        return store.read(session, after, limit, maxBytes);
    }

    @Override
    public Optional<SessionHead> head(SessionId session) {
        tryRead();
        return store.head(session);
    }

    @Override
    public SessionPage list(SessionQuery query) {
        return store.list(query);
    }

    @Override
    public List<SessionId> deleteExpired(Instant before, int limit) {
        return store.deleteExpired(before, limit);
    }

    @Override
    public Optional<Instant> retentionTime() {
        return store.retentionTime();
    }

    @Override
    public void setRetentionTime(Instant time) {
        store.setRetentionTime(time);
    }

    @Override
    public String epoch() {
        return store.epoch();
    }

    @Override
    public Instant lastWrite() {
        return store.lastWrite();
    }

    @Override
    public boolean save(SessionId session) {
        return store.save(session);
    }

    @Override
    public boolean delete(SessionId session) {
        return store.delete(session);
    }

    @Override
    public OptionalLong attachmentSize(SessionId session, String callId) {
        return store.attachmentSize(session, callId);
    }

    @Override
    public Optional<String> attachment(SessionId session, String callId) {
        return store.attachment(session, callId);
    }

    @Override
    public Optional<Receipt> receipt(String scope, String key) {
        return store.receipt(scope, key);
    }

    @Override
    public Receipt remember(Receipt receipt) {
        return store.remember(receipt);
    }

    @Override
    public int forgetReceipts(Instant before) {
        return store.forgetReceipts(before);
    }

    @Override
    public Lease acquire(SessionId session, String holder, Duration ttl) {
        return store.acquire(session, holder, ttl);
    }

    @Override
    public boolean renew(SessionId session, FencingToken token, Duration ttl) {
        return store.renew(session, token, ttl);
    }

    @Override
    public void release(SessionId session, FencingToken token) {
        store.release(session, token);
    }

    @Override
    public String description() {
        return "faulty " + store.description();
    }

    @Override
    public Optional<String> trouble() {
        return store.trouble();
    }

    @Override
    public void close() {
        store.close();
    }
}
