package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;

/** Reads a stream and checks that its events are complete and in order. */
public final class Stream extends Wire {
    /** Receives each event, on the loop's thread. */
    public interface Listener {
        void event(long n, long nanos);
    }

    private final Listener listener;
    private final EventScanner scanner = new EventScanner(this::event);
    private volatile long last;
    private volatile int status;
    private volatile boolean ended;
    private volatile long firstBody;
    private long now;

    private Stream(Listener listener, long after) {
        this.listener = listener;
        this.last = after;
    }

    /** Connects to a session's stream from event 1 on. */
    public static Stream open(Loop loop, Peer peer, String session, Listener listener)
            throws IOException {
        return open(loop, peer.port(), peer.subscribe(session), 0, listener);
    }

    /** Connects to a stream whose first event is the one after {@code after}. */
    public static Stream open(Loop loop, int port, byte[] request, long after, Listener listener)
            throws IOException {
        Stream stream = new Stream(listener, after);
        loop.connect(port, stream);
        stream.send(request);
        return stream;
    }

    /** The number of the last event read. */
    public long last() {
        return last;
    }

    /** Whether the server has started the stream. */
    public boolean open() {
        return status == 200;
    }

    /** Whether the stream ended correctly. */
    public boolean complete() {
        return ended && scanner.isOver();
    }

    /** Whether the stream ended, correctly or not. */
    public boolean hasEnded() {
        return ended;
    }

    /** The {@link System#nanoTime} of the first event; 0 before it. */
    public long firstEventAt() {
        return firstBody;
    }

    /** Stops or resumes reading from the socket. */
    public void stall(boolean stalled) {
        setReading(!stalled);
    }

    public void leave() throws IOException {
        close();
    }

    @Override
    public void begins(int answered) {
        status = answered;
        if (answered != 200) {
            throw new WrongRun("a stream was answered with " + answered);
        }
    }

    @Override
    public void body(byte[] bytes, int from, int to) {
        now = System.nanoTime();
        scanner.read(bytes, from, to);
    }

    private void event(long n) {
        if (n != last + 1) {
            throw new WrongRun("event " + n + " arrived after " + last);
        }
        if (firstBody == 0) {
            firstBody = now;
        }
        last = n;
        listener.event(n, now);
    }

    @Override
    public void ends() {
        ended = true;
    }

    @Override
    void onClose() {
        ended = true;
    }
}
