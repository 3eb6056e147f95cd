package dev.nocturne.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A server that takes events and streams them. All are measured with the same client. */
public interface Peer extends AutoCloseable {
    String name();

    int port();

    /** The process whose CPU time and memory are measured, including its descendants. */
    long pid();

    /** CPU seconds of all processes of the server. */
    default double cpuSeconds() {
        return ProcStat.cpuSeconds(pid());
    }

    /** CPU seconds of its JIT compilers; 0 if it has none. */
    default double compilerSeconds() {
        return ProcStat.compilerSeconds(pid());
    }

    /** How often its threads have gone to sleep. */
    default double sleeps() {
        return ProcStat.sleeps(pid());
    }

    /** Whether it has a JIT compiler. */
    default boolean compiles() {
        return true;
    }

    /** Creates a session or channel for a stream; returns its name. */
    String open() throws IOException;

    /** Creates several in parallel. */
    default List<String> open(int count) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(open());
        }
        return names;
    }

    /** The most events in a request. */
    int mostInBatch();

    /** A request with events numbered from {@code first}. */
    byte[] publish(String session, long first, int count);

    /** A request for the stream of all events of {@code publish}. */
    byte[] subscribe(String session);

    @Override
    void close();
}
