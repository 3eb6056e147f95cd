package dev.nocturne.sources.pack.sqlite;

import java.sql.Connection;

/** A connection while one piece of work has it. */
public final class Lease {

    private final Connection connection;
    private final RunningWork work;

    Lease(Connection connection, RunningWork work) {
        this.connection = connection;
        this.work = work;
    }

    public Connection connection() {
        return connection;
    }

    /**
     * Whether the caller no longer waits; work that loops in Java ends early then, as SQLite's own
     * does.
     */
    public boolean stopped() {
        return work.stopped();
    }
}
