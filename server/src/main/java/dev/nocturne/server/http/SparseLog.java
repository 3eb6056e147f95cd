package dev.nocturne.server.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Warns of an event that an attacker can repeat at will: at most one line every ten seconds. */
final class SparseLog {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Logger log;
    private final LongSupplier nanos;
    private boolean written;
    private long lastLine;
    private long omitted;

    SparseLog(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /**
     * Logs the sentence, with the number of those left out since the last line; or leaves it out.
     */
    synchronized void warn(String sentence) {
        long now = nanos.getAsLong();
        if (written && now - lastLine < PERIOD_NANOS) {
            omitted++;
            return;
        }
        if (omitted == 0) {
            log.warn("{}", sentence);
        } else {
            log.warn("{} ({} like it since the last such line)", sentence, omitted);
        }
        written = true;
        lastLine = now;
        omitted = 0;
    }
}
