package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;

/** A connection for requests, which are sent without waiting for the responses to earlier ones. */
public final class Poster extends Wire {
    /** Receives each response, on the loop's thread. */
    public interface Listener {
        void onAnswer(long count);
    }

    private final Peer peer;
    private final Listener listener;
    private int status;
    private volatile long sent;
    private volatile long answers;
    private volatile boolean gone;

    private Poster(Peer peer, Listener listener) {
        this.peer = peer;
        this.listener = listener;
    }

    public static Poster open(Loop loop, Peer peer, Listener listener) throws IOException {
        Poster poster = new Poster(peer, listener);
        loop.connect(peer.port(), poster);
        return poster;
    }

    /** Publishes events numbered from {@code first}. */
    public void publish(String session, long first, int count) {
        try {
            countRequest();
            send(peer.publish(session, first, count));
        } catch (IOException e) {
            throw new WrongRun("event " + first + " could not be sent to " + peer.name(), e);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time publishes
    private void countRequest() {
        sent++;
    }

    /** Whether the server closed the idle connection. */
    boolean isClosed() {
        return gone;
    }

    /** The number of responses. */
    public long answers() {
        return answers;
    }

    public void leave() throws IOException {
        close();
    }

    @Override
    public void begins(int answered) {
        status = answered;
    }

    @Override
    public void body(byte[] bytes, int from, int to) {
        if (status < 200 || status > 299) {
            throw new WrongRun(
                    peer.name()
                            + " answered "
                            + status
                            + ": "
                            + new String(
                                    bytes,
                                    from,
                                    to - from,
                                    java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the loop's thread writes it
    public void ends() {
        answers++;
        listener.onAnswer(answers);
    }

    @Override
    void onClose() {
        if (answers < sent) {
            throw new WrongRun(peer.name() + " closed a connection during a request");
        }
        gone = true;
    }
}
