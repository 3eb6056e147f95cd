package dev.nocturne.core.log;

import java.util.Optional;

/**
 * All that Nocturne keeps. One implementation a database; {@code StoreContract} in the testkit
 * tells what each must do.
 */
public interface Store extends EventLog, SessionCatalog, Leases, AutoCloseable {
    /** A short name for people, e.g. {@code sqlite /var/lib/nocturne/nocturne.db}. */
    String description();

    /**
     * Empty while the store can be written; else a sentence saying why not. Does not block on the
     * disk for long.
     */
    Optional<String> trouble();

    /** Stops taking work, finishes what was begun, releases the files. */
    @Override
    void close();
}
