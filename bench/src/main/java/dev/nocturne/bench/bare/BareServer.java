package dev.nocturne.bench.bare;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * A server with the HTTP library set up like Nocturne's and channels in memory, without parsing,
 * log or sessions. It shows the minimum cost of a stream and a POST. The arguments are the port and
 * the kind of threads.
 */
public final class BareServer extends Handler.Abstract {
    /** The most bytes in a write, as in Nocturne. */
    private static final int WRITE_BYTES = 64 * 1024;

    private static final int ACCEPT_QUEUE = 4096;
    private static final int SEND_BUFFER = 64 * 1024;
    private static final long IDLE_MILLIS = 120_000;

    /**
     * The interval of heartbeats, as in Nocturne. Without them a disconnected client of a quiet
     * stream would not be detected.
     */
    private static final long HEARTBEAT_NANOS = 15_000_000_000L;

    /**
     * How often all readers check whether a heartbeat is due, without a timer for each, as in
     * Nocturne.
     */
    private static final long TICK_NANOS = 5_000_000_000L;

    private static final byte[] HEARTBEAT = ": hb\n\n".getBytes(StandardCharsets.UTF_8);

    /** The second argument for the library's own pool of virtual threads. */
    public static final String ALL_VIRTUAL = "all-virtual";

    /** The second argument for threads as in Nocturne. */
    public static final String LIKE_NOCTURNE = "like-nocturne";

    private final Map<String, Channel> channels = new ConcurrentHashMap<>();

    private BareServer() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server(args[1].equals(ALL_VIRTUAL) ? allVirtual() : likeNocturne());
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setHeaderCacheSize(0);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setAcceptedTcpNoDelay(true);
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        server.addConnector(connector);
        BareServer bare = new BareServer();
        server.setHandler(bare);
        server.start();
        Thread.ofVirtual().start(bare::tick);
        server.join();
    }

    private static ThreadPool likeNocturne() {
        QueuedThreadPool threads = new QueuedThreadPool(16, 3, new LinkedBlockingQueue<>());
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return threads;
    }

    private static ThreadPool allVirtual() {
        VirtualThreadPool threads = new VirtualThreadPool();
        threads.setMaxConcurrentTasks(0);
        return threads;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (Thread.currentThread().isVirtual()) {
            serve(request, response, callback);
        } else {
            Thread.startVirtualThread(() -> serveApart(request, response, callback));
        }
        return true;
    }

    private void serveApart(Request request, Response response, Callback callback) {
        try {
            serve(request, response, callback);
        } catch (Exception e) {
            callback.failed(e);
        }
    }

    private void serve(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (path.startsWith("/pub/")) {
            publish(channel(path), request);
            answer(response, callback);
        } else if (path.startsWith("/sub/")) {
            stream(channel(path), response);
        } else {
            answer(response, callback);
        }
    }

    private void tick() {
        while (true) {
            LockSupport.parkNanos(TICK_NANOS);
            channels.values().forEach(Channel::wake);
        }
    }

    private Channel channel(String path) {
        return channels.computeIfAbsent(path.substring("/pub/".length()), name -> new Channel());
    }

    private static void answer(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, "{\"ok\":true}", callback);
    }

    /** Each line of the body is an event. */
    private static void publish(Channel channel, Request request) throws Exception {
        String body = Content.Source.asString(request);
        channel.publish(body.lines().toList());
    }

    private static void stream(Channel channel, Response response) throws Exception {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        Content.Sink.write(
                response, false, ByteBuffer.wrap(": ok\n\n".getBytes(StandardCharsets.UTF_8)));
        int cursor = 0;
        long quietSince = System.nanoTime();
        Thread me = Thread.currentThread();
        channel.readers.add(me);
        try {
            while (true) {
                List<byte[]> frames = channel.after(cursor);
                if (!frames.isEmpty()) {
                    cursor += frames.size();
                    Content.Sink.write(response, false, gather(frames));
                    quietSince = System.nanoTime();
                } else if (System.nanoTime() - quietSince >= HEARTBEAT_NANOS) {
                    Content.Sink.write(response, false, ByteBuffer.wrap(HEARTBEAT));
                    quietSince = System.nanoTime();
                } else {
                    LockSupport.park(channel);
                }
            }
        } finally {
            channel.readers.remove(me);
        }
    }

    private static ByteBuffer gather(List<byte[]> frames) {
        if (frames.size() == 1) {
            return ByteBuffer.wrap(frames.getFirst());
        }
        ByteBuffer all = ByteBuffer.allocate(frames.stream().mapToInt(f -> f.length).sum());
        frames.forEach(all::put);
        return all.flip();
    }

    /** The frames of a channel, with its waiting readers. */
    private static final class Channel {
        private final List<byte[]> frames = new ArrayList<>();
        private final Set<Thread> readers = ConcurrentHashMap.newKeySet();

        void publish(List<String> events) {
            synchronized (frames) {
                for (String event : events) {
                    String frame =
                            "id: "
                                    + (frames.size() + 1)
                                    + "\nevent: bench.tick\ndata: "
                                    + event
                                    + "\n\n";
                    frames.add(frame.getBytes(StandardCharsets.UTF_8));
                }
            }
            wake();
        }

        void wake() {
            readers.forEach(LockSupport::unpark);
        }

        /** The frames after the cursor that fit into a write. */
        List<byte[]> after(int cursor) {
            synchronized (frames) {
                int to = cursor;
                for (int bytes = 0; to < frames.size() && bytes < WRITE_BYTES; to++) {
                    bytes += frames.get(to).length;
                }
                return List.copyOf(frames.subList(cursor, to));
            }
        }
    }
}
