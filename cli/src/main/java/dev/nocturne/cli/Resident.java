package dev.nocturne.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps the process alive while its server runs. */
final class Resident {
    private Resident() {}

    /** Waits until the process is asked to end (Ctrl-C, SIGTERM) and stops the server then. */
    static void untilStopped(RunningServer server) throws InterruptedException {
        stopAtExit(server);
        // Loading packs leaves garbage of several times their size, and the next collection may be
        // far off.
        System.gc();
        new CountDownLatch(1).await();
    }

    static void stopAtExit(RunningServer server) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    }
}
