package dev.nocturne.bench.process;

import java.io.IOException;

/** A server that is a process of its own at a port of this machine. */
abstract class ServerProcess implements Peer {
    private final String name;
    private final int port;
    private Child child;
    private boolean shared;

    ServerProcess(String name, int port, Child child) {
        this.name = name;
        this.port = port;
        this.child = child;
    }

    /** Waits until it answers the path with 200, and ends it when it does not. */
    final void awaitOk(String path) throws IOException {
        try {
            Ports.awaitOk(child, port, path);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    final Child child() {
        return child;
    }

    /** Goes on with another process at the same port. */
    final void become(Child next) {
        child = next;
    }

    /** From now on {@link #close} leaves it running: several use it, and {@link #end} ends it. */
    public final void share() {
        shared = true;
    }

    /** Ends it, shared or not. */
    public void end() {
        child.close();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final long pid() {
        return child.pid();
    }

    @Override
    public final void close() {
        if (!shared) {
            end();
        }
    }
}
