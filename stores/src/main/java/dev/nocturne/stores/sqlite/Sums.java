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
 * Checksums of what an append stores, computed on the caller's thread so that the writer's does not
 * wait for them. Each covers all that a row says and whose it is, so that a row in the wrong place
 * does not match either.
 *
 * @param checkpoint 0 where there is none
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

    /** Covers the session's columns as well, which are always stored with a checkpoint. */
    static int checkpoint(Checkpoint checkpoint) {
        return new Digest()
                .add(checkpoint.session().value())
                .add(checkpoint.seq())
                .add(checkpoint.owner())
                .add(checkpoint.scenario())
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

    /** Whether a row is what was stored; rows of versions without checksums have none. */
    static boolean match(@Nullable Integer stored, int computed) {
        return stored == null || stored == computed;
    }

    /** CRC-32C: finds every error burst of up to 32 bits, and processors compute it themselves. */
    private static final class Digest {
        private final CRC32C crc = new CRC32C();
        private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

        Digest add(long value) {
            crc.update(number.clear().putLong(value).flip());
            return this;
        }

        /** With its length, so that text does not move from one field into the next. */
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
