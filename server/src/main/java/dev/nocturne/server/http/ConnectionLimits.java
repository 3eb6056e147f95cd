package dev.nocturne.server.http;

import java.time.Duration;

/**
 * How many connections may be open, and how long a request's head may take.
 *
 * @param all connections of all clients
 * @param perAddress connections of one address; all clients of a proxy have its address
 * @param headDeadline from the first byte of a request line to the last byte of the headers
 */
public record ConnectionLimits(int all, int perAddress, Duration headDeadline) {
    /** The 20,000 streams that may be open, and a fifth more for requests beside them. */
    public static final int ALL = 24_000;

    /** A head is one or two packets; this leaves time for several retransmissions of both. */
    public static final Duration HEAD_DEADLINE = Duration.ofSeconds(10);

    /**
     * Files that a busy server needs for the store, packs, models and connections being refused.
     */
    private static final long OTHER_FILES = 512;

    /** Files that an idle server with a few packs has open, and 64 connections being refused. */
    private static final long LEAST_OTHER_FILES = 192;

    public static final ConnectionLimits DEFAULT = of(ALL, HEAD_DEADLINE);

    /** One address gets three quarters: a proxy has room, and no address alone takes all. */
    public static ConnectionLimits of(int all, Duration headDeadline) {
        return new ConnectionLimits(all, Math.max(1, all / 4 * 3), headDeadline);
    }

    /**
     * The limits for a process that may have so many files open: connections leave enough of them
     * for everything else, so that clients cannot keep the store from opening its own.
     */
    public ConnectionLimits reduceTo(long openFiles) {
        long others = Math.clamp(openFiles / 2, LEAST_OTHER_FILES, OTHER_FILES);
        long most = Math.max(1, openFiles - others);
        return most >= all
                ? this
                : new ConnectionLimits(
                        (int) most,
                        (int) Math.max(1, most * Math.min(perAddress, all) / all),
                        headDeadline);
    }
}
