package dev.nocturne.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients that watch sessions at once, each over its own connection. */
final class Crowd {
    private record Watcher(String session, Wire wire) {}

    private final List<Watcher> watchers;

    private Crowd(List<Watcher> watchers) {
        this.watchers = watchers;
    }

    /** All have got their headers and first bytes when this returns. */
    static Crowd join(String url, List<String> sessions, int size)
            throws InterruptedException, ExecutionException {
        List<Callable<Watcher>> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String session = sessions.get(i % sessions.size());
            tasks.add(() -> {
                Wire wire = new Wire(url);
                wire.get("/api/sessions/" + session + "/stream").head();
                wire.chunk();
                return new Watcher(session, wire);
            });
        }
        return new Crowd(all(tasks));
    }

    /** What each saw until its stream ended, by session. */
    Map<String, List<String>> streams() throws InterruptedException, ExecutionException {
        List<Callable<String>> tasks = new ArrayList<>();
        watchers.forEach(watcher -> tasks.add(() -> read(watcher)));
        List<String> bodies = all(tasks);
        Map<String, List<String>> streams = new HashMap<>();
        for (int i = 0; i < bodies.size(); i++) {
            streams.computeIfAbsent(watchers.get(i).session(), id -> new ArrayList<>())
                    .add(bodies.get(i));
        }
        return streams;
    }

    private static String read(Watcher watcher) throws IOException {
        try (Wire wire = watcher.wire()) {
            return wire.body().replace(": hb\n\n", "");
        }
    }

    private static <T> List<T> all(List<Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
