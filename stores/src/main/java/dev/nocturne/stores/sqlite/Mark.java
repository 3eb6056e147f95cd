package dev.nocturne.stores.sqlite;

import dev.nocturne.core.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file beside the database that says, independently of it, what was acknowledged last and
 * which database it was. It is written at every commit but synced only now and then: a killed
 * process loses nothing of it, and after a loss of power it may only be too low.
 */
final class Mark implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Mark.class);

    /** "NoctMrk1". */
    private static final long MAGIC = 0x4e6f63744d726b31L;

    private static final int NUMBERS = 5;
    private static final int BYTES = NUMBERS * Long.BYTES + Integer.BYTES;

    /**
     * What the file says.
     *
     * @param history names the database
     * @param fromRun the oldest opening of the database that the WAL may belong to
     * @param run the newest one
     * @param change the number of the last change that was acknowledged
     */
    record Content(long history, long fromRun, long run, long change) {}

    private final Path path;
    private final FileChannel channel;
    private Content content;
    private boolean failing;

    private Mark(Path path, FileChannel channel, Content content) {
        this.path = path;
        this.channel = channel;
        this.content = content;
    }

    static Path beside(DatabaseFile database) {
        return database.beside(".mark");
    }

    /** What the file beside the database says; empty when there is none that can be read. */
    static Optional<Content> read(DatabaseFile database) throws IOException {
        Path path = beside(database);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(path);
        if (bytes.length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long magic = in.getLong();
        Content content = new Content(in.getLong(), in.getLong(), in.getLong(), in.getLong());
        return magic == MAGIC && in.getInt() == sum(bytes)
                ? Optional.of(content)
                : Optional.empty();
    }

    /** Writes the file and makes it durable. */
    static Mark write(DatabaseFile database, Content content) throws IOException {
        Path path = beside(database);
        PrivateFiles.create(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        Mark mark = new Mark(path, channel, content);
        boolean written = false;
        try {
            mark.store();
            channel.force(true);
            written = true;
            return mark;
        } finally {
            if (!written) {
                channel.close();
            }
        }
    }

    /**
     * Notes that changes up to this number are about to be acknowledged. A mark that cannot be
     * written only makes a later loss go unnoticed, so it does not keep the commit from being
     * acknowledged. For the writer thread only.
     */
    void advance(long change) {
        content = new Content(content.history(), content.fromRun(), content.run(), change);
        try {
            store();
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                log.warn("{} cannot be written; lost events may go unnoticed", path, e);
            }
        }
    }

    private void store() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putLong(MAGIC)
                .putLong(content.history())
                .putLong(content.fromRun())
                .putLong(content.run())
                .putLong(content.change());
        out.putInt(sum(out.array())).flip();
        channel.write(out, 0);
    }

    private static int sum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, NUMBERS * Long.BYTES);
        return (int) crc.getValue();
    }

    /** Makes what was written durable; from any thread. */
    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() {
        try (channel) {
            sync();
        } catch (IOException e) {
            log.warn("closing {} failed", path, e);
        }
    }
}
