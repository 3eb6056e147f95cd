package dev.nocturne.core.session;

import dev.nocturne.core.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Expires a turn's approvals that get no decision in time. */
final class ApprovalClock implements Stoppable {
    /** The longest time between two checks, so that a change of the wall clock takes effect. */
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    private final Timers timers;
    private final InstantSource clock;
    private final Consumer<String> expire;
    private final Map<String, Timers.Timer> waiting = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** Creates a clock; {@code expire} receives the id of each approval that expires. */
    ApprovalClock(Timers timers, InstantSource clock, Consumer<String> expire) {
        this.timers = timers;
        this.clock = clock;
        this.expire = expire;
    }

    /** Follows the turn's open approvals. */
    void follow(SessionState state) {
        if (state.approvals().isEmpty() && waiting.isEmpty()) {
            return;
        }
        Set<String> over = new HashSet<>(waiting.keySet());
        for (OpenApproval open : state.approvals()) {
            over.remove(open.id());
            waiting.computeIfAbsent(open.id(), id -> sleep(open));
        }
        over.forEach(this::forget);
    }

    private Timers.Timer sleep(OpenApproval open) {
        Duration left = Duration.between(clock.instant(), open.expiresAt());
        Duration positive = left.isNegative() ? Duration.ZERO : left;
        boolean far = positive.compareTo(LONGEST_SLEEP) > 0;
        return timers.after(far ? LONGEST_SLEEP : positive, () -> look(open));
    }

    private void look(OpenApproval open) {
        if (stopped) {
            return;
        }
        if (clock.instant().isBefore(open.expiresAt())) {
            waiting.computeIfPresent(open.id(), (id, timer) -> sleep(open));
        } else {
            expire.accept(open.id());
        }
    }

    private void forget(String id) {
        Timers.Timer timer = waiting.remove(id);
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        waiting.keySet().forEach(this::forget);
    }
}
