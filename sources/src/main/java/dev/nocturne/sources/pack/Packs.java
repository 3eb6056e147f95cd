package dev.nocturne.sources.pack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The packs of a server, by name, each on its own: a wrong one is refused and the others are there.
 */
public final class Packs implements AutoCloseable {

    /**
     * Loading is parsing, so more threads than cores gain nothing; at most this many, for memory's
     * sake.
     */
    private static final int MAX_LOADERS = 8;

    private final Map<String, Pack> byName;
    private final Map<Path, List<Problem>> refused;

    private Packs(Map<String, Pack> byName, Map<Path, List<Problem>> refused) {
        this.byName = Collections.unmodifiableMap(byName);
        this.refused = Collections.unmodifiableMap(refused);
    }

    /**
     * Loads the packs in parallel. A pack whose name an earlier one has is refused.
     *
     * @throws InterruptedException when interrupted while loading; nothing is kept
     */
    public static Packs load(List<Path> dirs) throws InterruptedException {
        int loaders =
                Math.clamp(
                        dirs.size(),
                        1,
                        Math.min(MAX_LOADERS, Runtime.getRuntime().availableProcessors()));
        List<Callable<LoadResult>> tasks = new ArrayList<>();
        dirs.forEach(dir -> tasks.add(() -> PackReader.load(dir)));
        List<Future<LoadResult>> results;
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        loaders, Thread.ofPlatform().daemon().name("pack-loader-", 0).factory());
        try {
            results = threads.invokeAll(tasks);
        } finally {
            threads.shutdownNow();
        }
        return collect(dirs, results);
    }

    private static Packs collect(List<Path> dirs, List<Future<LoadResult>> results)
            throws InterruptedException {
        Map<String, Pack> byName = new LinkedHashMap<>();
        Map<Path, List<Problem>> refused = new LinkedHashMap<>();
        for (int i = 0; i < dirs.size(); i++) {
            switch (result(dirs.get(i), results.get(i))) {
                case LoadResult.Refused(List<Problem> problems) ->
                        refused.put(dirs.get(i), problems);
                case LoadResult.Loaded(Pack pack) -> {
                    Pack before = byName.putIfAbsent(pack.name(), pack);
                    if (before != null) {
                        refused.put(dirs.get(i), List.of(sameName(pack, before)));
                        pack.close();
                    }
                }
            }
        }
        return new Packs(byName, refused);
    }

    private static LoadResult result(Path dir, Future<LoadResult> future)
            throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("loading " + dir + " failed", e.getCause());
        }
    }

    private static Problem sameName(Pack pack, Pack before) {
        return new Problem(
                ManifestReader.FILE,
                0,
                "name",
                Problems.quote(pack.name()) + ", the name of the pack in " + before.dir(),
                "a name no other loaded pack has");
    }

    public Optional<Pack> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order they were asked for; the first is the default one. */
    public Collection<Pack> all() {
        return byName.values();
    }

    /**
     * Folder to mistakes of each pack that was not loaded. Whether to go on without them is the
     * caller's decision.
     */
    public Map<Path, List<Problem>> refused() {
        return refused;
    }

    @Override
    public void close() {
        byName.values().forEach(Pack::close);
    }
}
