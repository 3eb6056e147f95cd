package dev.nocturne.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A connection of a {@link Loop}. Its callbacks come on the loop's thread. */
abstract class Wire implements HttpReader.Sink {
    private final HttpReader reader = new HttpReader(this);
    private final ArrayDeque<ByteBuffer> unwritten = new ArrayDeque<>();
    private @Nullable SocketChannel socket;
    private @Nullable SelectionKey key;

    void connected(SocketChannel channel) {
        this.socket = channel;
    }

    void registered(SelectionKey registration) {
        synchronized (unwritten) {
            this.key = registration;
            if (!unwritten.isEmpty()) {
                registration.interestOpsOr(SelectionKey.OP_WRITE);
            }
        }
    }

    /** Sends bytes as soon as they fit. From any thread. */
    final void send(byte[] bytes) throws IOException {
        synchronized (unwritten) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (unwritten.isEmpty()) {
                channel().write(buffer);
            }
            if (buffer.hasRemaining()) {
                unwritten.add(buffer);
                SelectionKey registration = key;
                if (registration != null) {
                    registration.interestOpsOr(SelectionKey.OP_WRITE);
                    registration.selector().wakeup();
                }
            }
        }
    }

    /** There is room again. */
    final void writable() throws IOException {
        synchronized (unwritten) {
            while (!unwritten.isEmpty()) {
                channel().write(unwritten.element());
                if (unwritten.element().hasRemaining()) {
                    return;
                }
                unwritten.remove();
            }
            SelectionKey registration = key;
            if (registration != null) {
                registration.interestOpsAnd(~SelectionKey.OP_WRITE);
            }
        }
    }

    final void received(byte[] bytes, int length) {
        reader.read(bytes, 0, length);
    }

    final void disconnected() {
        reader.closed();
        closed();
    }

    /** Reads no more from the socket, or goes on with it. */
    final void reading(boolean on) {
        SelectionKey registration = key;
        if (registration != null) {
            if (on) {
                registration.interestOpsOr(SelectionKey.OP_READ);
                registration.selector().wakeup();
            } else {
                registration.interestOpsAnd(~SelectionKey.OP_READ);
            }
        }
    }

    private SocketChannel channel() {
        SocketChannel channel = socket;
        if (channel == null) {
            throw new IllegalStateException("not connected");
        }
        return channel;
    }

    /** The client's port of the connection. */
    final int localPort() {
        return channel().socket().getLocalPort();
    }

    /** Closes the connection. */
    final void close() throws IOException {
        SocketChannel channel = socket;
        if (channel != null) {
            channel.close();
        }
    }

    /** The server closed the connection. */
    abstract void closed();
}
