package dev.nocturne.core.log;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store for tests. It fulfils the whole contract except durability, with plain collections under
 * one lock.
 */
public final class InMemoryStore implements Store {
    private static final Comparator<PageKey> NEWEST_FIRST =
            Comparator.comparing(PageKey::createdAt)
                    .thenComparing(key -> key.session().value())
                    .reversed();

    private static final class Kept {
        final List<Event> events = new ArrayList<>();
        final Map<Long, AppendId> appends = new HashMap<>();
        final Map<String, String> attachments = new HashMap<>();
        Checkpoint checkpoint;
        boolean saved;

        Kept(Checkpoint first) {
            checkpoint = first;
        }

        boolean has(Append append) {
            return append.number() > 0
                    && AppendId.of(append).equals(appends.get(append.expectedNext()));
        }

        SessionHead head() {
            return new SessionHead(checkpoint, events.size(), saved);
        }

        PageKey key() {
            return new PageKey(checkpoint.createdAt(), checkpoint.session());
        }
    }

    private record AppendId(FencingToken token, long number) {
        static AppendId of(Append append) {
            return new AppendId(append.token(), append.number());
        }
    }

    private record ReceiptKey(String scope, String key) {
        static ReceiptKey of(Receipt receipt) {
            return new ReceiptKey(receipt.scope(), receipt.key());
        }
    }

    private final InMemoryLeases leases;
    private final Map<SessionId, Kept> sessions = new HashMap<>();
    private final Set<SessionId> deleted = new HashSet<>();
    private final Map<ReceiptKey, Receipt> receipts = new HashMap<>();
    private Instant lastWrite = Instant.EPOCH;
    private @Nullable Instant retentionTime;
    private boolean closed;

    public InMemoryStore(InstantSource clock) {
        leases = new InMemoryLeases(clock, 0);
    }

    @Override
    public synchronized AppendResult append(Append append) {
        requireOpen();
        if (deleted.contains(append.session())
                || !leases.isCurrent(append.session(), append.token())) {
            return new AppendResult.Fenced();
        }
        Kept kept = sessions.get(append.session());
        long tail = kept == null ? 0 : kept.events.size();
        if (kept != null && kept.has(append)) {
            return new AppendResult.Appended(append.expectedNext() - 1 + append.events().size());
        }
        if (append.expectedNext() != tail + 1) {
            return new AppendResult.Conflict(tail);
        }
        Kept target = kept == null ? start(append) : kept;
        target.events.addAll(append.events());
        if (!append.events().isEmpty()) {
            target.appends.put(append.expectedNext(), AppendId.of(append));
            lastWrite = append.events().getLast().timestamp();
        }
        Checkpoint checkpoint = append.checkpoint();
        if (checkpoint != null) {
            target.checkpoint = checkpoint;
        }
        append.attachments().forEach(a -> target.attachments.put(a.callId(), a.json()));
        append.receipts().forEach(r -> receipts.putIfAbsent(ReceiptKey.of(r), r));
        return new AppendResult.Appended(target.events.size());
    }

    private Kept start(Append append) {
        Checkpoint first = append.checkpoint();
        if (first == null) {
            throw new IllegalStateException(
                    "the append that starts session " + append.session() + " has no checkpoint");
        }
        Kept kept = new Kept(first);
        sessions.put(append.session(), kept);
        return kept;
    }

    @Override
    public synchronized List<Event> read(SessionId session, long after, int limit, int maxBytes) {
        requireOpen();
        EventLog.requirePage(limit);
        Kept kept = sessions.get(session);
        if (kept == null || after >= kept.events.size()) {
            return List.of();
        }
        int from = (int) Math.max(0, after);
        int most = Math.min(kept.events.size(), from + limit);
        int to = from;
        for (long bytes = 0; to < most; to++) {
            bytes += kept.events.get(to).data().length();
            if (bytes > maxBytes && to > from) {
                break;
            }
        }
        return List.copyOf(kept.events.subList(from, to));
    }

    /** A constant: the data does not outlive the instance, so there is only one history. */
    @Override
    public String epoch() {
        return "memory";
    }

    @Override
    public synchronized Optional<SessionHead> head(SessionId session) {
        requireOpen();
        return Optional.ofNullable(sessions.get(session)).map(Kept::head);
    }

    @Override
    public synchronized SessionPage list(SessionQuery query) {
        requireOpen();
        PageKey after = query.after();
        List<Kept> found =
                sessions.values().stream()
                        .filter(kept -> matches(query, kept.checkpoint))
                        .filter(kept ->
                                after == null || NEWEST_FIRST.compare(after, kept.key()) < 0)
                        .sorted(Comparator.comparing(Kept::key, NEWEST_FIRST))
                        .limit(query.limit() + 1L)
                        .toList();
        boolean more = found.size() > query.limit();
        List<Kept> page = more ? found.subList(0, query.limit()) : found;
        return new SessionPage(
                page.stream().map(Kept::head).toList(), more ? page.getLast().key() : null);
    }

    private static boolean matches(SessionQuery query, Checkpoint checkpoint) {
        String text = query.text();
        return is(query.owner(), checkpoint.owner())
                && is(query.environment(), checkpoint.environment())
                && is(query.status(), checkpoint.status())
                && (text == null
                        || checkpoint.searchText().contains(text.toLowerCase(Locale.ROOT)));
    }

    private static boolean is(@Nullable String wanted, String value) {
        return wanted == null || Objects.equals(wanted, value);
    }

    @Override
    public synchronized List<SessionId> deleteExpired(Instant before, int limit) {
        requireOpen();
        List<SessionId> expired =
                sessions.values().stream()
                        .filter(kept -> !kept.saved)
                        .map(kept -> kept.checkpoint)
                        .filter(c ->
                                !c.status().equals("in_progress") && c.updatedAt().isBefore(before))
                        .sorted(
                                Comparator.comparing(Checkpoint::updatedAt)
                                        .thenComparing(c -> c.session().value()))
                        .limit(limit)
                        .map(Checkpoint::session)
                        .toList();
        expired.forEach(this::delete);
        return expired;
    }

    @Override
    public synchronized Optional<Instant> retentionTime() {
        requireOpen();
        return Optional.ofNullable(retentionTime);
    }

    @Override
    public synchronized void setRetentionTime(Instant time) {
        requireOpen();
        retentionTime = time;
    }

    @Override
    public synchronized Instant lastWrite() {
        requireOpen();
        return lastWrite;
    }

    @Override
    public synchronized boolean save(SessionId session) {
        requireOpen();
        Kept kept = sessions.get(session);
        if (kept == null) {
            return false;
        }
        kept.saved = true;
        return true;
    }

    @Override
    public synchronized boolean delete(SessionId session) {
        requireOpen();
        if (sessions.remove(session) == null) {
            return false;
        }
        deleted.add(session);
        leases.forget(session);
        return true;
    }

    @Override
    public synchronized OptionalLong attachmentSize(SessionId session, String callId) {
        return attachment(session, callId)
                .map(json -> OptionalLong.of(json.length()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public synchronized Optional<String> attachment(SessionId session, String callId) {
        requireOpen();
        return Optional.ofNullable(sessions.get(session)).map(kept -> kept.attachments.get(callId));
    }

    @Override
    public synchronized Optional<Receipt> receipt(String scope, String key) {
        requireOpen();
        return Optional.ofNullable(receipts.get(new ReceiptKey(scope, key)));
    }

    @Override
    public synchronized Receipt remember(Receipt receipt) {
        requireOpen();
        Receipt first = receipts.putIfAbsent(ReceiptKey.of(receipt), receipt);
        return first == null ? receipt : first;
    }

    @Override
    public synchronized int forgetReceipts(Instant before) {
        requireOpen();
        int size = receipts.size();
        receipts.values().removeIf(receipt -> receipt.createdAt().isBefore(before));
        return size - receipts.size();
    }

    @Override
    public synchronized Lease acquire(SessionId session, String holder, Duration ttl) {
        requireOpen();
        return leases.acquire(session, holder, ttl);
    }

    @Override
    public synchronized boolean renew(SessionId session, FencingToken token, Duration ttl) {
        requireOpen();
        return leases.renew(session, token, ttl);
    }

    @Override
    public synchronized void release(SessionId session, FencingToken token) {
        leases.release(session, token);
    }

    @Override
    public String description() {
        return "memory";
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new Fault(ErrorCode.STORE_UNAVAILABLE, "The store is closed.");
        }
    }
}
