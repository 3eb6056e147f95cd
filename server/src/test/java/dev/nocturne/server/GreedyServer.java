package dev.nocturne.server;

import dev.nocturne.testkit.session.ScriptedOrchestrator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A process with a server whose runs allocate without end for the alert {@value #GREEDY}, wait for
 * ever for {@value #PATIENT}, and end at once for any other.
 */
final class GreedyServer {
    static final String GREEDY = "take all memory";
    static final String PATIENT = "wait";

    private GreedyServer() {}

    public static void main(String[] args) throws StartFailure, InterruptedException {
        ScriptedOrchestrator orchestrator =
                new ScriptedOrchestrator(
                        "scripted",
                        run -> {
                            if (run.message().equals(GREEDY)) {
                                run.status("Taking all memory.");
                                run.status("Took " + allocateWithoutEnd() + " MB.");
                            } else if (run.message().equals(PATIENT)) {
                                new CountDownLatch(1).await();
                            }
                        });
        NocturneServer server =
                NocturneServer.start(
                        Lab.config(Path.of(args[0])), packs -> Orchestrators.of(orchestrator));
        System.out.println(server.url());
        new CountDownLatch(1).await();
    }

    private static int allocateWithoutEnd() {
        List<byte[]> kept = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            kept.add(new byte[1 << 20]);
        }
        return kept.size();
    }
}
