package dev.nocturne.server;

import dev.nocturne.sources.pack.Packs;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Loads packs in parallel with the rest of a start, of which they take the most time. */
final class PackLoading implements AutoCloseable {
    private final FutureTask<Packs> task;

    private PackLoading(List<Path> folders) {
        task = new FutureTask<>(() -> PackLoader.load(folders));
    }

    static PackLoading begin(List<Path> folders) {
        PackLoading loading = new PackLoading(folders);
        Thread.ofPlatform().daemon().name("pack-loading").start(loading.task);
        return loading;
    }

    /** Waits for the packs; from then on the caller has to close them. */
    Packs await() throws StartFailure, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("loading the packs failed", e.getCause());
        }
    }

    /** Abandons packs that are not loaded yet. */
    @Override
    public void close() {
        task.cancel(true);
    }
}
