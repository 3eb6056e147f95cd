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
 * A small file beside the database that records which database it belongs to and the last change
 * that was acknowledged. It is written at every commit but synced only sometimes: it survives a
 * killed process, and after a power failure its number can only be too low.
 */
final class Mark implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Mark.class);

    /** "NoctMrk1". */
    private static final long MAGIC = 0x4e6f63744d726b31L;

    private static final int NUMBERS = 5;
    private static final int BYTES = NUMBERS * Long.BYTES + Integer.BYTES;

    /**
     * The content of the file.
     *
     * @param history identifies the history of the database
     * @param fromRun the number of the oldest opening of the database that the WAL may belong to
     * @param run the number of the newest opening
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

    /** Reads the database's mark; empty if it is missing or invalid. */
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
     * Records that changes up to this number are about to be acknowledged. If the mark cannot be
     * written, a later loss may go undetected, but the commit is acknowledged all the same. For the
     * writer thread only.
     */
    void advance(long change) {
        content = new Content(content.history(), content.fromRun(), content.run(), change);
        try {
            store();
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                log.warn("could not write {}; a loss of events may go undetected", path, e);
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

    /** Makes the mark durable. For any thread. */
    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() {
        try (channel) {
            sync();
        } catch (IOException e) {
            log.warn("could not close {}", path, e);
        }
    }
}
