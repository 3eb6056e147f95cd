package dev.nocturne.bench.reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A log whose producers share syncs: records that arrive during a sync wait for the next. */
public abstract class GroupCommit implements AutoCloseable {
    /** The most records in a commit, as in Nocturne's writer. */
    private static final int BATCH = 1_024;

    private static final int QUEUE = 8_192;
    private static final long STOP_MILLIS = 10_000;

    /** A record, with the signal to its producer. */
    private static final class Waiting {
        private final byte[] bytes;
        private final CountDownLatch durable = new CountDownLatch(1);

        Waiting(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private @Nullable Thread thread;
    private volatile boolean closing;
    private volatile @Nullable Throwable failure;

    final void start() {
        thread = Thread.ofPlatform().name("group-commit").daemon().start(this::work);
    }

    /** Appends a record; returns when it is durable. */
    public final void append(byte[] record) throws InterruptedException, IOException {
        Waiting waiting = new Waiting(record);
        queue.put(waiting);
        while (!waiting.durable.await(1, TimeUnit.SECONDS)) {
            Throwable wrong = failure;
            if (wrong != null) {
                throw new IOException("the reference failed", wrong);
            }
        }
    }

    /** Makes all records durable. Called by one thread. */
    abstract void commit(List<byte[]> records) throws Exception;

    private void work() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (!closing) {
                Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
                commit(batch.stream().map(w -> w.bytes).toList());
                batch.forEach(w -> w.durable.countDown());
                batch.clear();
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        try {
            Thread working = thread;
            if (working != null) {
                working.join(STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
