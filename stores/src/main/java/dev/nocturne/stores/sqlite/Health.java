package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store can be written and read, as of the last attempts. */
final class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);

    private final DatabaseFile file;
    private final AtomicReference<@Nullable String> writing = new AtomicReference<>();
    private final AtomicReference<@Nullable String> reading = new AtomicReference<>();
    private final AtomicReference<@Nullable String> lost = new AtomicReference<>();
    private volatile boolean damaged;

    Health(DatabaseFile file) {
        this.file = file;
    }

    /** A write failed by the world's fault. */
    void failed(Throwable error) {
        note(writing, error);
    }

    /** A commit reached the disk. That heals everything but damage. */
    void written() {
        if (writing.get() != null && !damaged) {
            writing.set(null);
            log.info("{} can be written again", file.path());
        }
    }

    /** A read failed by the world's fault. */
    void readFailed(Throwable error) {
        note(reading, error);
    }

    /** A read succeeded. */
    void read() {
        if (reading.get() != null && !damaged) {
            reading.set(null);
            log.info("{} can be read again", file.path());
        }
    }

    private void note(AtomicReference<@Nullable String> trouble, Throwable error) {
        String sentence = file.fault(error).getMessage();
        damaged |= Faults.isDamage(error);
        if (trouble.getAndSet(sentence) == null) {
            log.error("{}", sentence, error);
        }
    }

    /** The structure of the file is broken, as a check has found. */
    void damaged(String found) {
        damaged = true;
        if (writing.getAndSet(Faults.damaged(file.path())) == null) {
            log.error("{} is damaged: {}", file.path(), found);
        }
    }

    /**
     * The open files are no longer those that bear their names: nothing is done with them again.
     */
    void lost(String sentence) {
        if (lost.compareAndSet(null, sentence)) {
            log.error("{}", sentence);
        }
    }

    /** Throws when {@link #lost} was called. */
    void requireFiles() throws Fault {
        String sentence = lost.get();
        if (sentence != null) {
            throw Faults.of(sentence);
        }
    }

    Optional<String> trouble() {
        return Stream.of(lost, writing, reading)
                .map(AtomicReference::get)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** Whether a write or a read might succeed by now. */
    boolean mayRecover() {
        return lost.get() == null && !damaged && trouble().isPresent();
    }
}
