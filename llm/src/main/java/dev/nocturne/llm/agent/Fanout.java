package dev.nocturne.llm.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Executes tasks in parallel, each on its own virtual thread, up to a number at once. Closing it
 * interrupts the tasks that still run. The first failure is thrown to the caller.
 */
final class Fanout<T> implements AutoCloseable {
    private final String name;
    private final Semaphore slots;
    private final Map<String, Worker<T>> workers = new LinkedHashMap<>();

    /** {@code atOnce}: how many tasks may run at once; further tasks wait. */
    Fanout(String name, int atOnce) {
        this.name = name;
        this.slots = new Semaphore(atOnce);
    }

    /** Starts a task, unless a task with this key was started before. */
    void start(String key, Callable<T> work) {
        workers.computeIfAbsent(key, k -> new Worker<>(name + "-" + k, slots, work));
    }

    /**
     * Waits for all tasks.
     *
     * @return their results, in the order in which they were started
     */
    Map<String, T> await() throws InterruptedException {
        Map<String, T> results = new LinkedHashMap<>();
        for (Map.Entry<String, Worker<T>> entry : workers.entrySet()) {
            results.put(entry.getKey(), entry.getValue().await());
        }
        return results;
    }

    @Override
    public void close() {
        workers.values().forEach(worker -> worker.thread.interrupt());
    }

    private static final class Worker<T> {
        private final Thread thread;
        private volatile @Nullable T result;
        private volatile @Nullable Throwable failure;

        Worker(String name, Semaphore slots, Callable<T> work) {
            thread = Thread.ofVirtual().name(name).start(() -> work(slots, work));
        }

        private void work(Semaphore slots, Callable<T> work) {
            try {
                slots.acquire();
                try {
                    result = work.call();
                } finally {
                    slots.release();
                }
            } catch (Exception | Error e) {
                failure = e;
            }
        }

        T await() throws InterruptedException {
            thread.join();
            Throwable thrown = failure;
            switch (thrown) {
                case null -> {}
                case InterruptedException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException("unexpected failure of a call", thrown);
            }
            T done = result;
            if (done == null) {
                throw new IllegalStateException(thread.getName() + " ended without a result");
            }
            return done;
        }
    }
}
