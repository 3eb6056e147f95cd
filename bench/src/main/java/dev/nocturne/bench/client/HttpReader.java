package dev.nocturne.bench.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Parses consecutive HTTP/1.1 responses from bytes as they arrive; supports the parts of RFC 9112
 * that the measured servers use.
 */
final class HttpReader {
    /** Receives the parts of a response. */
    interface Sink {
        void begins(int status);

        void body(byte[] bytes, int from, int to);

        void ends();
    }

    private enum At {
        HEAD,
        LENGTH,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        CLOSE
    }

    private final Sink sink;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    private At at = At.HEAD;
    private int ends; // of the four bytes CR LF CR LF
    private long left;
    private boolean lastChunk;

    HttpReader(Sink sink) {
        this.sink = sink;
    }

    void read(byte[] bytes, int from, int to) {
        int next = from;
        while (next < to) {
            next =
                    switch (at) {
                        case HEAD -> head(bytes, next);
                        case LENGTH, CHUNK -> body(bytes, next, to);
                        case CHUNK_SIZE -> chunkSize(bytes, next);
                        case CHUNK_END, TRAILER -> lineEnd(bytes, next);
                        case CLOSE -> {
                            sink.body(bytes, next, to);
                            yield to;
                        }
                    };
        }
    }

    /** Called when the connection is closed, which ends a response without a length. */
    void onClose() {
        if (at == At.CLOSE) {
            sink.ends();
        }
    }

    private int head(byte[] bytes, int next) {
        byte b = bytes[next];
        head.write(b);
        boolean expected = ends % 2 == 0 ? b == '\r' : b == '\n';
        ends = expected ? ends + 1 : b == '\r' ? 1 : 0;
        if (ends == 4) {
            ends = 0;
            begin(head.toString(StandardCharsets.ISO_8859_1));
            head.reset();
        }
        return next + 1;
    }

    private void begin(String text) {
        sink.begins(Integer.parseInt(text.substring(9, 12)));
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding: chunked")) {
            at = At.CHUNK_SIZE;
            left = 0;
            return;
        }
        int length = lower.indexOf("\r\ncontent-length:");
        if (length < 0) {
            at = At.CLOSE;
            return;
        }
        int from = length + "\r\ncontent-length:".length();
        left = Long.parseLong(lower.substring(from, lower.indexOf("\r\n", from)).trim());
        at = At.LENGTH;
        if (left == 0) {
            finish();
        }
    }

    private int body(byte[] bytes, int next, int to) {
        int end = (int) Math.min(to, next + left);
        sink.body(bytes, next, end);
        left -= end - next;
        if (left == 0) {
            if (at == At.LENGTH) {
                finish();
            } else {
                at = At.CHUNK_END;
            }
        }
        return end;
    }

    private int chunkSize(byte[] bytes, int next) {
        byte b = bytes[next];
        if (b == '\n') {
            lastChunk = left == 0;
            at = lastChunk ? At.TRAILER : At.CHUNK;
        } else if (b != '\r') {
            left = left * 16 + Character.digit(b, 16);
        }
        return next + 1;
    }

    private int lineEnd(byte[] bytes, int next) {
        if (bytes[next] == '\n') {
            if (lastChunk) {
                finish();
            } else {
                left = 0;
                at = At.CHUNK_SIZE;
            }
        }
        return next + 1;
    }

    private void finish() {
        at = At.HEAD;
        lastChunk = false;
        sink.ends();
    }
}
