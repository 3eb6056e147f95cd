package dev.nocturne.server.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Jetty server: HTTP/1.1 on one address, each request on its own virtual thread. */
public final class HttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Logger REQUESTS = LoggerFactory.getLogger("dev.nocturne.requests");

    /** Connections that wait to be accepted: a thousand streams may reconnect at once. */
    private static final int ACCEPT_QUEUE = 4096;

    /** The kernel's buffer for a connection: the real memory of a stalled reader. */
    private static final int SEND_BUFFER = 64 * 1024;

    /** Time for requests to end at a stop, after the streams have ended. */
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(1);

    /** How long an idle connection stays open at a stop. */
    private static final Duration UNUSED_AT_STOP = Duration.ofMillis(200);

    /** The acceptor, the selector, and one for Jetty's own tasks. */
    private static final int LEAST_THREADS = 3;

    /** For Jetty's own tasks; requests run on virtual threads. */
    private static final int MOST_THREADS = 16;

    private final Server server;
    private final ServerConnector connector;

    /**
     * @param writeDeadline how long a client may read nothing before it is cut off; also how long
     *     an idle connection stays open
     */
    public HttpServer(
            String host,
            int port,
            Duration writeDeadline,
            ConnectionTracker connections,
            FrontHandler front) {
        server = new Server(threads());
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(writeDeadline.toMillis());
        connector.setShutdownIdleTimeout(UNUSED_AT_STOP.toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setAcceptedTcpNoDelay(true);
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        connections.watch(connector.getScheduler(), connector::getConnectedEndPoints);
        connector.addBean(connections);
        server.addConnector(connector);
        server.setHandler(front);
        server.setErrorHandler(new ErrorPages());
        server.setStopTimeout(LAST_REQUESTS.toMillis());
        server.setRequestLog((request, response) ->
                REQUESTS.debug(
                        "{} {} {}",
                        response.getStatus(),
                        request.getMethod(),
                        request.getHttpURI().getPath()));
    }

    /**
     * Platform threads watch the connections, virtual threads serve them. A virtual selector would
     * have to be woken by another poller for each request.
     */
    private static QueuedThreadPool threads() {
        // With the JDK's queue: to create its own, Jetty starts all of JMX first.
        QueuedThreadPool threads =
                new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, new LinkedBlockingQueue<>());
        // Reserved threads would serve requests on platform threads.
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return threads;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(Limits.HEADER_BYTES);
        // The cache takes 38 kB of each connection and saves few allocations.
        http.setHeaderCacheSize(0);
        return http;
    }

    /** Binds and serves. */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            stop();
            throw e;
        } catch (Exception e) {
            stop();
            throw new IllegalStateException("the HTTP server did not start", e);
        }
    }

    /** The port bound. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Accepts no new connections; open ones stay open. */
    public void stopAccepting() {
        connector.close();
    }

    /** Closes all connections, after waiting at most a second for requests to end. */
    public void stop() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.debug("some connections were still open when the HTTP server stopped", e);
        } catch (Exception e) {
            LOG.warn("could not stop the HTTP server", e);
        }
    }
}
