package dev.nocturne.llm.agent;

import dev.nocturne.llm.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What all agents of a turn have used so far. A resumed run counts the recorded answers again, so
 * the limits hold across crashes. Only the time is counted from the resumption.
 */
public final class Spending {
    private final Budget budget;
    private final InstantSource clock;
    private final Instant began;
    private Duration waited = Duration.ZERO;
    private int calls;
    private Usage usage = Usage.NONE;
    private double dollars;
    private boolean priced;

    public Spending(Budget budget, InstantSource clock) {
        this.budget = budget;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Adds a model call. {@code cost} is in US dollars, NaN if unknown. */
    synchronized void add(Usage used, double cost) {
        calls++;
        usage = usage.plus(used);
        if (!Double.isNaN(cost)) {
            dollars += cost;
            priced = true;
        }
    }

    /** Excludes a wait for an approval from the time of the turn. */
    public synchronized void exclude(Duration pause) {
        waited = waited.plus(pause);
    }

    /** The limit that was reached, if any. */
    public synchronized Optional<Stop> stop() {
        if (calls >= budget.modelCalls()) {
            return Optional.of(Stop.MODEL_CALLS);
        } else if (usage.total() >= budget.tokens()) {
            return Optional.of(Stop.TOKENS);
        } else if (dollars >= budget.dollars()) {
            return Optional.of(Stop.DOLLARS);
        } else if (Duration.between(began, clock.instant())
                        .minus(waited)
                        .compareTo(budget.turnTime())
                >= 0) {
            return Optional.of(Stop.TIME);
        }
        return Optional.empty();
    }

    public synchronized Usage usage() {
        return usage;
    }

    /** The cost in US dollars; NaN if no model of the turn has a price. */
    public synchronized double dollars() {
        return priced ? dollars : Double.NaN;
    }

    public Budget budget() {
        return budget;
    }
}
