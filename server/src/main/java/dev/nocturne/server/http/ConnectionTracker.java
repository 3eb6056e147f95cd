package dev.nocturne.server.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritePendingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections. Limits how many there are, of all clients and of one address, and how long
 * the head of a request may take. Connections beyond a limit get a 503 as long as there are few of
 * them, and are closed at once when there are more. Jetty's own ConnectionLimit stops accepting
 * instead, so that all clients wait, health checks among them; and each byte restarts its idle
 * timeout.
 */
public final class ConnectionTracker implements SelectorManager.AcceptListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionTracker.class);

    /**
     * Connections held open only to send a refusal: enough for a burst of clients, with few file
     * descriptors.
     */
    private static final int REFUSED_AT_ONCE = 64;

    /** Of one address: an attacker must not use up the refusals of health checks. */
    private static final int REFUSED_PER_ADDRESS = 16;

    /** Clients send their request at once, and get the refusal at once. */
    private static final Duration REFUSAL_DEADLINE = Duration.ofSeconds(2);

    /** Checks of all connections in the time of the shortest deadline. */
    private static final int CHECKS_PER_DEADLINE = 4;

    private final ConnectionLimits limits;
    private final LongSupplier nanos;
    private final SparseLog refusals;
    private final SparseLog lateHeads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SelectableChannel, OpenConnection> open = new HashMap<>();
    private final Tally served = new Tally();
    private final Tally refused = new Tally();
    private boolean watching;
    private @Nullable Scheduler scheduler;
    private Supplier<Collection<EndPoint>> endPoints = List::of;

    /** Numbers of connections: of all addresses, and of each. */
    private static final class Tally {
        private final Map<String, Integer> byAddress = new HashMap<>();
        private int all;

        int of(String address) {
            return byAddress.getOrDefault(address, 0);
        }

        void add(String address, int change) {
            all += change;
            byAddress.merge(address, change, (a, b) -> a + b == 0 ? null : a + b);
        }
    }

    public ConnectionTracker(ConnectionLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        refusals = new SparseLog(LOG, nanos);
        lateHeads = new SparseLog(LOG, nanos);
    }

    /** Before the first connection: what runs the checks, and what they check. */
    void watch(Scheduler scheduler, Supplier<Collection<EndPoint>> endPoints) {
        this.scheduler = scheduler;
        this.endPoints = endPoints;
    }

    /** The number of open connections, without those that are being refused. */
    public int count() {
        lock.lock();
        try {
            return served.all;
        } finally {
            lock.unlock();
        }
    }

    /** Why further clients are refused, while they are. */
    public Optional<String> trouble() {
        return count() < limits.all()
                ? Optional.empty()
                : Optional.of("All " + limits.all() + " connections are in use.");
    }

    /** The connection of a request; empty when it is closed already. */
    Optional<OpenConnection> find(Request request) {
        Object channel =
                request.getConnectionMetaData().getConnection().getEndPoint().getTransport();
        lock.lock();
        try {
            return Optional.ofNullable(open.get(channel));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        String address = address(channel);
        lock.lock();
        try {
            String refusal = refusal(address);
            if (refusal != null && !mayRefuse(address)) {
                // Jetty finds it closed and reports it as failed.
                IO.close(channel);
                return;
            }
            OpenConnection connection = new OpenConnection(address, refusal, nanos.getAsLong());
            open.put(channel, connection);
            tally(connection).add(address, 1);
            if (!watching) {
                watching = true;
                scheduleCheck();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable String refusal(String address) {
        if (served.all >= limits.all()) {
            refusals.warn(
                    "refused a connection of "
                            + address
                            + ": all "
                            + limits.all()
                            + " are in use (NOCTURNE_CONNECTIONS)");
            return "The server has "
                    + limits.all()
                    + " connections open, as many as it may. Try again in a moment.";
        }
        if (served.of(address) >= limits.perAddress()) {
            refusals.warn(
                    "refused a connection of "
                            + address
                            + ": it has "
                            + limits.perAddress()
                            + " open, as many as one address may"
                            + " (NOCTURNE_CONNECTIONS_PER_ADDRESS)");
            return "Your address has "
                    + limits.perAddress()
                    + " connections open, as many as one address may. Close some first.";
        }
        return null;
    }

    private boolean mayRefuse(String address) {
        return refused.all < REFUSED_AT_ONCE && refused.of(address) < REFUSED_PER_ADDRESS;
    }

    private Tally tally(OpenConnection connection) {
        return connection.refusal().isPresent() ? refused : served;
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        remove(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        remove(channel);
    }

    private void remove(SelectableChannel channel) {
        lock.lock();
        try {
            OpenConnection connection = open.remove(channel);
            if (connection != null) {
                tally(connection).add(connection.address(), -1);
            }
        } finally {
            lock.unlock();
        }
    }

    private void scheduleCheck() {
        if (scheduler != null) {
            long shortest = Math.min(limits.headDeadline().toMillis(), REFUSAL_DEADLINE.toMillis());
            scheduler.schedule(
                    this::check,
                    Math.max(1, shortest / CHECKS_PER_DEADLINE),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Ends what is late. Runs as long as a connection is open. */
    private void check() {
        endPoints.get().forEach(this::endIfLate);
        lock.lock();
        try {
            watching = !open.isEmpty();
            if (watching) {
                scheduleCheck();
            }
        } finally {
            lock.unlock();
        }
    }

    private void endIfLate(EndPoint endPoint) {
        OpenConnection connection = find(endPoint);
        if (connection == null || endPoint.getConnection() == null) {
            return;
        }
        long now = nanos.getAsLong();
        if (connection.isCut() || connection.isOverdue(now, REFUSAL_DEADLINE.toNanos())) {
            endPoint.close();
        } else if (connection.cutLateHead(
                now, endPoint.getConnection().getBytesIn(), limits.headDeadline().toNanos())) {
            lateHeads.warn(
                    "cut a connection of "
                            + connection.address()
                            + ": the head of its request took longer than "
                            + limits.headDeadline().toMillis()
                            + " ms (NOCTURNE_HEAD_DEADLINE)");
            answerLateHead(endPoint);
        }
    }

    private @Nullable OpenConnection find(EndPoint endPoint) {
        lock.lock();
        try {
            return open.get(endPoint.getTransport());
        } finally {
            lock.unlock();
        }
    }

    /** The next check closes the connection; until then the client can read the answer. */
    private static void answerLateHead(EndPoint endPoint) {
        ProblemDetails problem = ProblemDetails.ofStatus(408);
        byte[] body = problem.toJson();
        String head =
                "HTTP/1.1 408 Request Timeout\r\nContent-Type: "
                        + ProblemDetails.TYPE
                        + "\r\nContent-Length: "
                        + body.length
                        + "\r\nConnection: close\r\n\r\n";
        try {
            endPoint.write(
                    Callback.from(endPoint::shutdownOutput, endPoint::close),
                    ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)),
                    ByteBuffer.wrap(body));
        } catch (WritePendingException e) {
            // Jetty is refusing the head for another reason.
            endPoint.close(e);
        }
    }

    private static String address(SelectableChannel channel) {
        try {
            if (channel instanceof SocketChannel socket
                    && socket.getRemoteAddress() instanceof InetSocketAddress remote) {
                return remote.getAddress().getHostAddress();
            }
        } catch (IOException e) {
            LOG.debug("a connection was closed while it was accepted", e);
        }
        return "unknown";
    }
}
