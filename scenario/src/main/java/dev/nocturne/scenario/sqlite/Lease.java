package dev.nocturne.scenario.sqlite;

import java.sql.Connection;

/** A connection while one piece of work has it. */
public final class Lease {

    private final Connection connection;
    private final Stop stop;

    Lease(Connection connection, Stop stop) {
        this.connection = connection;
        this.stop = stop;
    }

    public Connection connection() {
        return connection;
    }

    /**
     * Whether the caller no longer waits; work that loops in Java ends early then, as SQLite's own
     * does.
     */
    public boolean stopped() {
        return stop.requested;
    }

    /** Asks running work to end. Read by SQLite's progress handler on another thread. */
    static final class Stop {
        volatile boolean requested;
    }
}
