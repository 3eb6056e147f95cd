package dev.nocturne.bench.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** An append-only file that is synced after every group: the disk's limit for durable writes. */
public final class SegmentFile extends GroupCommit {
    private final FileChannel file;

    private SegmentFile(FileChannel file) {
        this.file = file;
    }

    public static SegmentFile open(Path folder) throws IOException {
        SegmentFile segment =
                new SegmentFile(
                        FileChannel.open(
                                folder.resolve("segment"),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE));
        segment.start();
        return segment;
    }

    @Override
    void commit(List<byte[]> records) throws IOException {
        ByteBuffer all =
                ByteBuffer.allocate(records.stream().mapToInt(r -> r.length + Integer.BYTES).sum());
        for (byte[] each : records) {
            all.putInt(each.length).put(each);
        }
        all.flip();
        while (all.hasRemaining()) {
            file.write(all);
        }
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        super.close();
        file.close();
    }
}
