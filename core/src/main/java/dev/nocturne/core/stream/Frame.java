package dev.nocturne.core.stream;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.status.Status;
import dev.nocturne.core.status.StatusTable;
import dev.nocturne.core.status.Trigger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event as it is sent: encoded once, immutable, and shared by all readers. */
public final class Frame {
    private final long seq;
    private final byte[] bytes;
    private final @Nullable Status ends;

    private Frame(long seq, byte[] bytes, @Nullable Status ends) {
        this.seq = seq;
        this.bytes = bytes;
        this.ends = ends;
    }

    /**
     * Encodes an event: {@code id}, {@code event} and {@code data} lines and the blank one, UTF-8,
     * LF only.
     */
    public static Frame of(Event event) {
        String text =
                "id: "
                        + event.seq()
                        + "\nevent: "
                        + event.name()
                        + "\ndata: "
                        + event.data()
                        + "\n\n";
        return new Frame(event.seq(), text.getBytes(StandardCharsets.UTF_8), endOf(event));
    }

    private static @Nullable Status endOf(Event event) {
        if (!event.name().equals("run.complete") && !event.name().equals("error")) {
            return null;
        }
        Optional<Trigger> trigger = Trigger.of(EventCodec.decode(event.name(), event.data()));
        return trigger.flatMap(t -> StatusTable.next(Status.IN_PROGRESS, t)).orElse(null);
    }

    public long seq() {
        return seq;
    }

    /** Length in bytes. */
    public int size() {
        return bytes.length;
    }

    /** The bytes, read-only. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Copies the bytes to the buffer. */
    public void writeTo(ByteBuffer target) {
        target.put(bytes);
    }

    /** The session's status after this event if it ends a turn. */
    Optional<Status> ends() {
        return Optional.ofNullable(ends);
    }
}
