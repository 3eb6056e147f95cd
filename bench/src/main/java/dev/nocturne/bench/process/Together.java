package dev.nocturne.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes many requests in parallel. */
public final class Together {
    /** The number of parallel requests: enough to share commits. */
    private static final int PARALLEL = 64;

    /** One request. */
    @FunctionalInterface
    public interface Call<T> {
        T make(int index) throws IOException;
    }

    private Together() {}

    /** Makes all requests; returns their results by index. */
    public static <T> List<T> all(int count, Call<T> call) throws IOException {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory())) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int index = i;
                futures.add(pool.submit(() -> call.make(index)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException("one of " + count + " requests failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
