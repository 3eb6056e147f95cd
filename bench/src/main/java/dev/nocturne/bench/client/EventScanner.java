package dev.nocturne.bench.client;

import java.nio.charset.StandardCharsets;

/** Reads the numbers of events from a stream: the first field, {@code n}, of a data line. */
final class EventScanner {
    /** Receives each number, in the order of the stream. */
    interface Sink {
        void event(long n);
    }

    private static final byte[] MARK = "data: {\"n\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "event: done".getBytes(StandardCharsets.US_ASCII);

    private final Sink sink;
    private int matched; // matched bytes of MARK at the start of this line; -1 if the line differs
    private int done; // the same for DONE
    private boolean digits;
    private boolean over;
    private long number;

    EventScanner(Sink sink) {
        this.sink = sink;
    }

    /** Whether the stream is complete. */
    boolean isOver() {
        return over;
    }

    void read(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                matched = 0;
                done = 0;
            } else if (digits) {
                if (b >= '0' && b <= '9') {
                    number = number * 10 + b - '0';
                } else {
                    digits = false;
                    matched = -1;
                    sink.event(number);
                }
            } else if (matched < 0 && done < 0) {
                i = skip(bytes, i, to);
            } else {
                match(b);
            }
        }
    }

    /** The index of the byte before the next line end. */
    private static int skip(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i - 1;
    }

    private void match(byte b) {
        matched = matched >= 0 && b == MARK[matched] ? matched + 1 : -1;
        done = done >= 0 && b == DONE[done] ? done + 1 : -1;
        if (matched == MARK.length) {
            digits = true;
            number = 0;
            matched = -1;
            done = -1;
        }
        if (done == DONE.length) {
            over = true;
            done = -1;
        }
    }
}
