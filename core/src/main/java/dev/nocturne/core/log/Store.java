package dev.nocturne.core.log;

import java.util.Optional;

/**
 * The store of all sessions. There is one implementation for each kind of database; {@code
 * StoreContract} in the testkit defines what each must do.
 */
public interface Store extends EventLog, SessionCatalog, Leases, AutoCloseable {
    /** A short name for people, e.g. {@code sqlite /var/lib/nocturne/nocturne.db}. */
    String description();

    /**
     * A sentence that says why the store cannot be written; empty while it can. Returns quickly
     * even if the disk does not respond.
     */
    Optional<String> trouble();

    /** Refuses new work, finishes the work that has begun and closes the files. */
    @Override
    void close();
}
