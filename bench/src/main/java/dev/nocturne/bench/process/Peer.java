package dev.nocturne.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A server that takes events and streams them; all are driven by the same client. */
public interface Peer extends AutoCloseable {
    String name();

    int port();

    /** The process whose CPU and memory count, with its descendants. */
    long pid();

    /** CPU seconds of everything that belongs to the server. */
    default double cpuSeconds() {
        return ProcStat.cpuSeconds(pid());
    }

    /** CPU seconds of the compilers within it; 0 where there are none. */
    default double compilerSeconds() {
        return ProcStat.compilerSeconds(pid());
    }

    /** How often its threads went to sleep so far. */
    default double sleeps() {
        return ProcStat.sleeps(pid());
    }

    /** Whether a JIT compiler makes it faster while it runs. */
    default boolean compiles() {
        return true;
    }

    /** Makes a session, a channel or whatever a stream belongs to; its name. */
    String open() throws IOException;

    /** Makes several at once. */
    default List<String> open(int count) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(open());
        }
        return names;
    }

    /** Events that one request may carry. */
    int mostInBatch();

    /** A request with events numbered from {@code first}. */
    byte[] publish(String session, long first, int count);

    /** A request for the stream of all events of {@code publish}. */
    byte[] subscribe(String session);

    @Override
    void close();
}
