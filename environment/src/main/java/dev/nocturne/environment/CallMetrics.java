package dev.nocturne.environment;

/**
 * How sources call what they derive from the counts and times of calls, so that it can be added up
 * along the dependencies: how many, how long, how many of them failed; as the one that is asked
 * measures it, or as one that asks does.
 */
public final class CallMetrics {
    /** Ends the name of the number of calls in a second. */
    public static final String RATE = " calls per second";

    /** Ends the name of the average time of a call, in seconds. */
    public static final String AVERAGE = " average";

    /** Ends the name of the time that 95 of 100 calls take at most, in seconds. */
    public static final String TAIL = " p95";

    /** Ends the name of the share of calls that failed, from 0 to 1. */
    public static final String ERRORS = " error share";

    /** Ends the name of a metric of an entity that is measured at those that ask it. */
    public static final String SEEN = ", seen by callers";

    /** The label that says who measured it; its value is the id of an entity. */
    public static final String CALLER = "seen by";

    private CallMetrics() {}
}
