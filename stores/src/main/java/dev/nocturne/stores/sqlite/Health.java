package dev.nocturne.stores.sqlite;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store can be written, as of the last attempt. */
final class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);

    private final DatabaseFile file;
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private volatile boolean damaged;

    Health(DatabaseFile file) {
        this.file = file;
    }

    /** A write or read failed by the world's fault. */
    void failed(Throwable error) {
        String sentence = file.fault(error).getMessage();
        damaged |= Faults.isDamage(error);
        if (trouble.getAndSet(sentence) == null) {
            log.error("{}", sentence, error);
        }
    }

    /** A commit reached the disk. That heals everything but damage. */
    void written() {
        if (trouble.get() != null && !damaged) {
            trouble.set(null);
            log.info("{} can be written again", file.path());
        }
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /** Whether a write might succeed by now. */
    boolean mayRecover() {
        return trouble.get() != null && !damaged;
    }
}
