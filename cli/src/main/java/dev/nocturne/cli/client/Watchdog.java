package dev.nocturne.cli.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream that has delivered nothing for too long. A blocking read of the JDK's HTTP client
 * has no time limit of its own.
 */
final class Watchdog extends FilterInputStream {
    private final Semaphore signs = new Semaphore(0);
    private final Thread watcher;

    Watchdog(InputStream in, Duration silence) {
        super(in);
        watcher = Thread.ofVirtual().name("stream-watchdog").start(() -> watch(silence));
    }

    private void watch(Duration silence) {
        try {
            while (signs.tryAcquire(silence.toNanos(), TimeUnit.NANOSECONDS)) {
                signs.drainPermits();
            }
            in.close();
        } catch (InterruptedException closed) {
            // The reader has closed the stream.
        } catch (IOException e) {
            throw new IllegalStateException("closing a silent stream", e);
        }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = in.read(bytes, from, length);
        signs.release();
        return count;
    }

    @Override
    public void close() throws IOException {
        watcher.interrupt();
        in.close();
    }
}
