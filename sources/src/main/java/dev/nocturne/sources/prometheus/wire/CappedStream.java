package dev.nocturne.sources.prometheus.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails when more bytes come than the limit. */
public final class CappedStream extends FilterInputStream {
    private final long limit;
    private long count;

    public CappedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        add(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int size = super.read(bytes, offset, length);
        add(Math.max(size, 0));
        return size;
    }

    /** Not needed here, and it would pass the count. */
    @Override
    public long skip(long length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void add(int size) throws LargeAnswerException {
        count += size;
        if (count > limit) {
            throw new LargeAnswerException(
                    "its answer has more than the " + limit + " bytes that are read of one");
        }
    }
}
