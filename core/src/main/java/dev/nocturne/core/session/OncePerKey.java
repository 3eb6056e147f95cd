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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests with an idempotency key: done once, answered alike ever after. The receipt becomes
 * durable in the commit that does what was asked, so no crash can come between. A refusal is not
 * remembered: the same request may succeed later.
 */
final class OncePerKey {
    /** How long a request waits for the same one already under way. */
    private static final int PATIENCE_SECONDS = 30;

    private record InFlight(String owner, String key) {}

    /**
     * Does the work; is given how to make a receipt from the answer, or null where none is asked
     * for.
     */
    interface Action<T> {
        Result<T> act(@Nullable Function<T, Receipt> receipt);
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
                    ErrorCode.OVERLOADED,
                    "A request with this Idempotency-Key is still under way. Try again.");
        }
        try {
            Optional<Receipt> before = store.receipt(owner, key.key());
            if (before.isPresent()) {
                return repeat(key, before.get(), type);
            }
            return action.act(answer ->
                    new Receipt(
                            owner,
                            key.key(),
                            key.fingerprint(),
                            EventCodec.JSON.writeValueAsString(answer),
                            clock.instant()));
        } finally {
            inFlight.remove(slot, mine);
            mine.countDown();
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
