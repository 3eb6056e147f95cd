package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the last attempts to write and read the store succeeded. */
final class StoreHealth {
    private static final Logger log = LoggerFactory.getLogger(StoreHealth.class);

    private final DatabaseFile file;
    private final AtomicReference<@Nullable String> writing = new AtomicReference<>();
    private final AtomicReference<@Nullable String> reading = new AtomicReference<>();
    private final AtomicReference<@Nullable String> lost = new AtomicReference<>();
    private volatile boolean damaged;

    StoreHealth(DatabaseFile file) {
        this.file = file;
    }

    /** Notes that a write failed because of the disk, the file or the memory. */
    void noteFailure(Throwable error) {
        note(writing, error);
    }

    /** Notes that a commit reached the disk, which ends all trouble with writing except damage. */
    void noteWrite() {
        if (writing.get() != null && !damaged) {
            writing.set(null);
            log.info("{} can be written again", file.path());
        }
    }

    /** Notes that a read failed because of the disk, the file or the memory. */
    void noteReadFailure(Throwable error) {
        note(reading, error);
    }

    /** Notes that a read succeeded. */
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

    /** Notes that a check found the structure of the file to be damaged. */
    void noteDamage(String found) {
        damaged = true;
        if (writing.getAndSet(Faults.damaged(file.path())) == null) {
            log.error("{} is damaged: {}", file.path(), found);
        }
    }

    /** Notes that a file was deleted or replaced. From now on no write is acknowledged. */
    void noteLoss(String sentence) {
        if (lost.compareAndSet(null, sentence)) {
            log.error("{}", sentence);
        }
    }

    /** Throws if a file was deleted or replaced. */
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

    /** Whether a write or a read may succeed again. */
    boolean mayRecover() {
        return lost.get() == null && !damaged && trouble().isPresent();
    }
}
