package dev.nocturne.bench.client;

import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The client's only thread, which reads all connections. */
public final class Loop implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;
    private static final int CONNECT_MILLIS = 20_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);
    private static final long STOP_MILLIS = 10_000;

    private record Newcomer(SocketChannel socket, Wire wire) {}

    private final Selector selector;
    private final Thread thread;
    private final Queue<Newcomer> newcomers = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] bytes = new byte[BUFFER];
    private volatile boolean closing;
    private volatile @Nullable Throwable failure;

    public Loop() throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().name("load-client").daemon().unstarted(this::work);
    }

    public static Loop start() throws IOException {
        Loop loop = new Loop();
        loop.thread.start();
        return loop;
    }

    /** Connects to a port on this machine. */
    void connect(int port, Wire wire) throws IOException {
        SocketChannel socket = SocketChannel.open();
        socket.socket()
                .connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        CONNECT_MILLIS);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.configureBlocking(false);
        wire.onConnect(socket);
        newcomers.add(new Newcomer(socket, wire));
        selector.wakeup();
    }

    /** Waits for the given time; fails if an error occurs meanwhile. */
    void runFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            check();
        }
    }

    /** Runs a load until its rate is steady and the server has finished compiling. */
    void warmUp(WarmUp plan, Peer peer, LongSupplier counter) throws IOException {
        plan.run(
                peer::compilerSeconds,
                time -> {
                    long before = counter.getAsLong();
                    long begin = System.nanoTime();
                    runFor(time);
                    return (counter.getAsLong() - before) / ((System.nanoTime() - begin) / 1e9);
                });
    }

    /** Waits for a condition that the loop's callbacks fulfil. */
    public void await(String what, Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            check();
            if (System.nanoTime() > end) {
                throw new WrongRun("not within " + most + ": " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        check();
    }

    private void check() {
        Throwable wrong = failure;
        if (wrong != null) {
            throw new WrongRun("the load client failed: " + wrong.getMessage(), wrong);
        }
    }

    private void work() {
        try {
            while (!closing) {
                selector.select();
                register();
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            }
        } catch (ClosedSelectorException e) {
            failure = closing ? failure : e;
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void register() throws IOException {
        for (Newcomer next = newcomers.poll(); next != null; next = newcomers.poll()) {
            if (next.socket().isOpen()) {
                SelectionKey key = next.socket().register(selector, SelectionKey.OP_READ);
                key.attach(next.wire());
                next.wire().onRegister(key);
            }
        }
    }

    private void serve(SelectionKey key) throws IOException {
        Wire wire = (Wire) key.attachment();
        try {
            if (key.isWritable()) {
                wire.onWritable();
            }
            if (key.isReadable()) {
                read((SocketChannel) key.channel(), wire);
            }
        } catch (CancelledKeyException e) {
            // The thread that owns this connection has closed it meanwhile: nothing is left to do.
            if (key.channel().isOpen()) {
                throw e;
            }
        }
    }

    private void read(SocketChannel socket, Wire wire) throws IOException {
        buffer.clear();
        int length;
        try {
            length = socket.read(buffer);
        } catch (IOException reset) {
            length = -1;
        }
        if (length < 0) {
            socket.close();
            wire.onDisconnect();
        } else {
            buffer.flip().get(bytes, 0, length);
            wire.onRead(bytes, length);
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
