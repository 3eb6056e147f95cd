package dev.nocturne.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps the process while it serves. */
final class Resident {
    private Resident() {}

    /**
     * Stops the server when the process is asked to end (Ctrl-C, SIGTERM); does not return before.
     */
    static void untilStopped(RunningServer server) throws InterruptedException {
        stopAtExit(server);
        // Loading packs leaves several times behind of what they take; the wait may be long.
        System.gc();
        new CountDownLatch(1).await();
    }

    static void stopAtExit(RunningServer server) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    }
}
