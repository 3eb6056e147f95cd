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

    /** What is left of a stop after the streams have ended. */
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(1);

    /** How long a connection without a request stays open then. */
    private static final Duration UNUSED_AT_STOP = Duration.ofMillis(200);

    /** The acceptor, the selector, and one for what Jetty does beside. */
    private static final int LEAST_THREADS = 3;

    /** For what Jetty does beside; requests do not come here. */
    private static final int MOST_THREADS = 16;

    private final Server server;
    private final ServerConnector connector;

    /**
     * @param writeDeadline how long a client may take nothing before it is cut off; also how long
     *     an unused connection stays
     */
    public HttpServer(String host, int port, Duration writeDeadline, FrontHandler front) {
        server = new Server(threads());
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(writeDeadline.toMillis());
        connector.setShutdownIdleTimeout(UNUSED_AT_STOP.toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setAcceptedTcpNoDelay(true);
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
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
     * Platform threads watch the connections, virtual threads serve them. Were the selector itself
     * virtual, another poller would have to wake it for each request.
     */
    private static QueuedThreadPool threads() {
        // With a queue of the JDK's: to make its own, Jetty starts all of JMX first.
        QueuedThreadPool threads =
                new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, new LinkedBlockingQueue<>());
        // A reserved thread would serve requests itself.
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return threads;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(Limits.HEADER_BYTES);
        // 38 kB for each connection, to spare a few allocations.
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

    /** Takes no new connections; those there are go on. */
    public void stopAccepting() {
        connector.close();
    }

    /** Ends what still goes on, at the latest after a second. */
    public void stop() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.debug("some connections were still open at the end", e);
        } catch (Exception e) {
            LOG.warn("the HTTP server did not stop well", e);
        }
    }
}
