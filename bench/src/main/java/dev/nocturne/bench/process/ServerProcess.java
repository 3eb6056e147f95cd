package dev.nocturne.bench.process;

import java.io.IOException;

/** A server in a separate process with a port on this machine. */
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

    /** Waits until the server responds to the path with 200; ends it if that fails. */
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

    /** Replaces the process by another with the same port. */
    final void become(Child next) {
        child = next;
    }

    /** Shares the server: {@link #close} then leaves it running until {@link #end}. */
    public final void share() {
        shared = true;
    }

    /** Ends the server, whether or not it is shared. */
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
