package dev.nocturne.stores.sqlite;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.Receipt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The checksums of the rows of an append, computed on the caller's thread to spare the writer
 * thread. Each covers all columns of a row and its session, so that a row in the wrong place does
 * not match either.
 *
 * @param checkpoint 0 if there is none
 */
record Sums(List<Integer> events, int checkpoint, List<Integer> attachments) {
    static Sums of(Append append) {
        SessionId session = append.session();
        Checkpoint checkpoint = append.checkpoint();
        return new Sums(
                each(append.events(), e -> event(session, e)),
                checkpoint == null ? 0 : checkpoint(checkpoint),
                each(append.attachments(), a -> attachment(session, a)));
    }

    private static <T> List<Integer> each(List<T> rows, ToIntFunction<T> sum) {
        return rows.stream().mapToInt(sum).boxed().toList();
    }

    static int event(SessionId session, Event event) {
        return new Digest()
                .add(session.value())
                .add(event.seq())
                .add(event.turn())
                .add(event.timestamp().toEpochMilli())
                .add(event.name())
                .add(event.data())
                .sum();
    }

    /** The checksum of a checkpoint and of the session's columns, which are stored with it. */
    static int checkpoint(Checkpoint checkpoint) {
        return new Digest()
                .add(checkpoint.session().value())
                .add(checkpoint.seq())
                .add(checkpoint.owner())
                .add(checkpoint.environment())
                .add(checkpoint.status())
                .add(checkpoint.createdAt().toEpochMilli())
                .add(checkpoint.updatedAt().toEpochMilli())
                .add(checkpoint.searchText())
                .add(checkpoint.state())
                .sum();
    }

    static int attachment(SessionId session, Attachment attachment) {
        return new Digest()
                .add(session.value())
                .add(attachment.callId())
                .add(attachment.json())
                .sum();
    }

    static int receipt(Receipt receipt) {
        return new Digest()
                .add(receipt.scope())
                .add(receipt.key())
                .add(receipt.fingerprint())
                .add(receipt.answer())
                .add(receipt.createdAt().toEpochMilli())
                .sum();
    }

    /** Whether the checksum matches; rows of versions without checksums always match. */
    static boolean match(@Nullable Integer stored, int computed) {
        return stored == null || stored == computed;
    }

    /**
     * CRC-32C, which detects every error burst of up to 32 bits and which processors compute in
     * hardware.
     */
    private static final class Digest {
        private final CRC32C crc = new CRC32C();
        private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

        Digest add(long value) {
            crc.update(number.clear().putLong(value).flip());
            return this;
        }

        /** Adds a text and its length, so that moving characters between fields changes the sum. */
        Digest add(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            crc.update(bytes);
            return add(bytes.length);
        }

        int sum() {
            return (int) crc.getValue();
        }
    }
}
