package dev.nocturne.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps the process alive while its server runs. */
final class ServerLifetime {
    private ServerLifetime() {}

    /** Waits until the process is asked to end (Ctrl-C, SIGTERM), then stops the server. */
    static void awaitStop(RunningServer server) throws InterruptedException {
        stopAtExit(server);
        // Loading packs leaves several times their size as garbage, which an idle server may not
        // collect for a long time.
        System.gc();
        new CountDownLatch(1).await();
    }

    static void stopAtExit(RunningServer server) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    }
}
