package dev.nocturne.core.session;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.core.log.Store;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Executes requests with an idempotency key once and answers repeats alike. The receipt becomes
 * durable in the same commit as the effect of the request, so that a crash cannot separate them.
 * Refusals are not stored: the same request may succeed later.
 */
final class OncePerKey {
    /** How long a request waits for the same request in progress. */
    private static final int PATIENCE_SECONDS = 30;

    private record InFlight(String owner, String key) {}

    /** Executes the request, with the claim of its key, or null if it has none. */
    interface Action<T> {
        Result<T> act(@Nullable Claim<T> claim);
    }

    /** A key held by a request in progress until its outcome is known. */
    private final class Held<T> implements Claim<T> {
        private final InFlight slot;
        private final IdempotencyKey key;
        private final CountDownLatch latch;
        private volatile boolean kept;

        Held(InFlight slot, IdempotencyKey key, CountDownLatch latch) {
            this.slot = slot;
            this.key = key;
            this.latch = latch;
        }

        @Override
        public Receipt receipt(T answer) {
            return new Receipt(
                    slot.owner(),
                    key.key(),
                    key.fingerprint(),
                    EventCodec.JSON.writeValueAsString(answer),
                    clock.instant());
        }

        @Override
        public void keep() {
            kept = true;
        }

        @Override
        public void release() {
            inFlight.remove(slot, latch);
            latch.countDown();
        }
    }

    private final Store store;
    private final InstantSource clock;
    private final ConcurrentHashMap<InFlight, CountDownLatch> inFlight = new ConcurrentHashMap<>();

    OncePerKey(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    <T> Result<T> run(String owner, @Nullable IdempotencyKey key, Class<T> type, Action<T> action) {
        if (key == null) {
            return action.act(null);
        }
        InFlight slot = new InFlight(owner, key.key());
        CountDownLatch mine = new CountDownLatch(1);
        if (!enter(slot, mine)) {
            return Result.rejected(
                    ErrorCode.STORE_DOUBTFUL,
                    "An earlier request with this Idempotency-Key is still in progress. Repeat it"
                            + " with the same key.");
        }
        Held<T> claim = new Held<>(slot, key, mine);
        try {
            Optional<Receipt> before = store.receipt(owner, key.key());
            if (before.isPresent()) {
                return repeat(key, before.get(), type);
            }
            return action.act(claim);
        } finally {
            if (!claim.kept) {
                claim.release();
            }
        }
    }

    private boolean enter(InFlight slot, CountDownLatch mine) {
        for (CountDownLatch other = inFlight.putIfAbsent(slot, mine);
                other != null;
                other = inFlight.putIfAbsent(slot, mine)) {
            try {
                if (!other.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static <T> Result<T> repeat(IdempotencyKey key, Receipt before, Class<T> type) {
        if (!before.fingerprint().equals(key.fingerprint())) {
            return Result.rejected(
                    ErrorCode.IDEMPOTENCY_MISMATCH,
                    "This Idempotency-Key was used for another request. Use a new key for a new request.");
        }
        return Result.ok(EventCodec.JSON.readValue(before.answer(), type));
    }
}
