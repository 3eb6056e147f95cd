package dev.nocturne.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A connection of a {@link Loop}. Its callbacks run on the loop's thread. */
abstract class Wire implements HttpReader.Sink {
    private final HttpReader reader = new HttpReader(this);
    private final ArrayDeque<ByteBuffer> unwritten = new ArrayDeque<>();
    private @Nullable SocketChannel socket;
    private @Nullable SelectionKey key;

    void onConnect(SocketChannel channel) {
        this.socket = channel;
    }

    void onRegister(SelectionKey registration) {
        synchronized (unwritten) {
            this.key = registration;
            if (!unwritten.isEmpty()) {
                registration.interestOpsOr(SelectionKey.OP_WRITE);
            }
        }
    }

    /** Sends bytes when the socket has room. For any thread. */
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

    /** Continues sending, because the socket has room again. */
    final void onWritable() throws IOException {
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

    final void onRead(byte[] bytes, int length) {
        reader.read(bytes, 0, length);
    }

    final void onDisconnect() {
        reader.onClose();
        onClose();
    }

    /** Stops or resumes reading from the socket. */
    final void setReading(boolean on) {
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

    /** The local port of the connection. */
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

    /** Called when the server has closed the connection. */
    abstract void onClose();
}
