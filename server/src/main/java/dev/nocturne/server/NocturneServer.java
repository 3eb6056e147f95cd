package dev.nocturne.server;

import dev.nocturne.core.MemoryBudget;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.server.auth.HostCheck;
import dev.nocturne.server.auth.Tokens;
import dev.nocturne.server.config.ConfigReader;
import dev.nocturne.server.config.ServerConfig;
import dev.nocturne.server.console.ConsolePages;
import dev.nocturne.server.environments.EnvironmentRoutes;
import dev.nocturne.server.http.ConnectionLimits;
import dev.nocturne.server.http.ConnectionTracker;
import dev.nocturne.server.http.FrontHandler;
import dev.nocturne.server.http.HttpServer;
import dev.nocturne.server.http.OpenFiles;
import dev.nocturne.server.http.Route;
import dev.nocturne.server.openapi.DescriptionRoute;
import dev.nocturne.server.sessions.RecheckRoute;
import dev.nocturne.server.sessions.SessionRoutes;
import dev.nocturne.server.status.AgentRoutes;
import dev.nocturne.server.status.HealthRoutes;
import dev.nocturne.server.status.StatusRoute;
import dev.nocturne.server.stream.StreamPlaces;
import dev.nocturne.server.stream.StreamRoute;
import dev.nocturne.stores.sqlite.NativeLibrary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Nocturne server: all its parts, put together by plain constructors. */
public final class NocturneServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NocturneServer.class);

    /** Time for streams to end at a stop; each needs one more write. */
    private static final Duration STREAM_ENDS = Duration.ofMillis(1_500);

    private final ServerConfig config;
    private final HealthRoutes health = new HealthRoutes();
    private final StreamPlaces streams;
    private final ConnectionTracker connections;
    private final FrontHandler front;
    private final HttpServer http;
    private final int port;
    private final Backend backend;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private NocturneServer(ServerConfig config, OrchestratorFactory orchestrators)
            throws StartFailure, InterruptedException {
        this.config = config;
        // Before the packs, which use the same library.
        NativeLibrary.provide(config.dataDir());
        try (PackLoading packs = PackLoading.begin(config.packFolders())) {
            boolean loopback = ConfigReader.isLoopback(config.host());
            streams = new StreamPlaces(config.streamsPerClient(), StreamPlaces.ALL);
            connections = new ConnectionTracker(limits(config.connections()), System::nanoTime);
            front =
                    new FrontHandler(
                            connections,
                            HostCheck.of(loopback, config.allowedHosts(), config.allowedOrigins()),
                            new Tokens(config.tokens()),
                            health.all(),
                            System::nanoTime,
                            MemoryBudget.ofHeap());
            http =
                    new HttpServer(
                            config.host(),
                            config.port(),
                            config.writeDeadline(),
                            connections,
                            front);
            bind();
            port = http.port();
            backend = load(packs, orchestrators);
        }
        health.watch(this::troubles);
        front.open(routes(), new ConsolePages(NocturneServer.class.getClassLoader())::page);
    }

    /**
     * Starts a server and returns when it serves. It answers {@code /health} at once, and all the
     * rest when its packs and its store are loaded.
     */
    public static NocturneServer start(ServerConfig config, OrchestratorFactory orchestrators)
            throws StartFailure, InterruptedException {
        NocturneServer server = new NocturneServer(config, orchestrators);
        LOG.info("serving at {}; tokens {}", server.url(), Tokens.describe(config.tokens()));
        return server;
    }

    /**
     * After {@link #bind}: a server that cannot listen must not touch the store of one that does.
     */
    private Backend load(PackLoading packs, OrchestratorFactory orchestrators)
            throws StartFailure, InterruptedException {
        boolean loaded = false;
        try {
            Backend opened = Backend.open(config, packs, orchestrators);
            loaded = true;
            return opened;
        } finally {
            if (!loaded) {
                http.stop();
            }
        }
    }

    private void bind() throws StartFailure {
        try {
            http.start();
        } catch (IOException e) {
            throw new StartFailure(
                    StartFailure.Kind.ADDRESS,
                    "Cannot listen at "
                            + config.host()
                            + ", port "
                            + config.port()
                            + ": the port is in use, or the address is not this machine's.",
                    e);
        }
    }

    /** Leaves file descriptors for the store, also where the process may have few. */
    private static ConnectionLimits limits(ConnectionLimits configured) {
        OptionalLong openFiles = OpenFiles.limit();
        if (openFiles.isEmpty()) {
            return configured;
        }
        ConnectionLimits limits = configured.reduceTo(openFiles.getAsLong());
        if (limits.all() < configured.all()) {
            LOG.info(
                    "connections are limited to {}, and {} per address, instead of {}: this process"
                            + " may have only {} files open (ulimit -n)",
                    limits.all(),
                    limits.perAddress(),
                    configured.all(),
                    openFiles.getAsLong());
        }
        return limits;
    }

    private List<String> troubles() {
        List<String> troubles = new ArrayList<>(backend.troubles());
        connections.trouble().ifPresent(troubles::add);
        return troubles;
    }

    /** All endpoints but the console's files. */
    List<Route> routes() {
        List<Route> routes = new ArrayList<>(health.all());
        routes.addAll(new SessionRoutes(backend.sessions()).all());
        routes.add(new StreamRoute(backend.sessions(), streams).route());
        routes.add(
                new RecheckRoute(backend.sessions(), backend.environments()::get, System::nanoTime)
                        .route());
        routes.addAll(new EnvironmentRoutes(backend.environments(), System::nanoTime).all());
        routes.addAll(
                new AgentRoutes(
                                backend.environments(),
                                backend.orchestrators().all(),
                                backend.sessions()::defaultOrchestrator)
                        .all());
        routes.add(
                new StatusRoute(
                                config.dataDir(),
                                Backend.DATABASE,
                                streams::count,
                                backend.sessions()::runningTurns)
                        .route());
        routes.add(new DescriptionRoute().route());
        return routes;
    }

    /** Where it answers, e.g. {@code http://127.0.0.1:8080}. */
    public String url() {
        String host =
                switch (config.host()) {
                    case "0.0.0.0", "::" -> "localhost";
                    default -> config.host();
                };
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** What to report to the person who started it. */
    public ServerFacts facts() {
        return new ServerFacts(
                url(),
                backend.store().description(),
                backend.environments().names(),
                backend.orchestrators().all().stream().map(Orchestrator::name).toList(),
                Tokens.describe(config.tokens()),
                backend.orchestrators().defaultReason(),
                PackLoader.mistakes(backend.packs()));
    }

    /** The number of open streams. */
    public int openStreams() {
        return streams.count();
    }

    /**
     * Waits until at most so many streams are open; false if that takes longer than {@code time}.
     */
    public boolean awaitStreams(int atMost, Duration time) throws InterruptedException {
        return streams.awaitAtMost(atMost, time);
    }

    /**
     * Stops within five seconds: refuses new work, asks the clients of streams to reconnect, and
     * leaves running turns in their logs; the next start resumes them. Does nothing the second
     * time.
     */
    @Override
    public void close() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        front.close();
        http.stopAccepting();
        backend.stopSessions();
        awaitStreamEnds();
        http.stop();
        backend.close();
        LOG.info("stopped");
    }

    private void awaitStreamEnds() {
        try {
            if (!streams.awaitAtMost(0, STREAM_ENDS)) {
                LOG.info(
                        "{} streams were still open {} ms after the server closed them",
                        streams.count(),
                        STREAM_ENDS.toMillis());
            }
        } catch (InterruptedException e) {
            // The caller wants this stop to end now.
            Thread.currentThread().interrupt();
        }
    }
}
