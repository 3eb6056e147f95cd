package dev.nocturne.bench.process;

import dev.nocturne.bench.seed.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The packaged server, started by its launcher, with its durable store. */
public final class PackagedServer extends ServerProcess {
    /** The pack of all sessions; the events do not depend on it. */
    private static final String PACK = "telecom-transport";

    /** The number of events that the server writes before the first of an external agent. */
    public static final int FIRST_EVENTS = 3;

    /** The most events in a batch (PROTOCOL.md, section 5). */
    private static final int BATCH = 1_000;

    /**
     * Times in seconds since the command.
     *
     * @param health until {@code /health} responds, which is before packs and store are loaded
     * @param ready until {@code /health/ready} responds, when everything else works
     */
    public record StartTimes(double health, double ready) {}

    /** Raises the limits that a benchmark would exceed. */
    private static final Map<String, String> LIMITS =
            Map.of("NOCTURNE_RUNNING_TURNS", "10000", "NOCTURNE_STREAMS_PER_CLIENT", "20000");

    private final Distribution distribution;
    private final Path folder;
    private final List<String> options;
    private final Api api;
    private StartTimes startTimes = new StartTimes(0, 0);

    private PackagedServer(
            Distribution distribution, Path folder, List<String> options, int port, Child child) {
        super("nocturne", port, child);
        this.distribution = distribution;
        this.folder = folder;
        this.options = options;
        this.api = new Api(port);
    }

    /** Starts the server with the data folder {@code folder/data} and waits until it is ready. */
    public static PackagedServer start(Distribution distribution, Path folder, List<String> options)
            throws IOException {
        int port = Ports.free();
        long begin = System.nanoTime();
        Child child = launch(distribution, folder, options, port);
        PackagedServer server = new PackagedServer(distribution, folder, options, port, child);
        server.awaitReady(begin);
        return server;
    }

    /**
     * Options with a {@code =} are environment variables; the others are arguments of the command.
     */
    private static Child launch(
            Distribution distribution, Path folder, List<String> options, int port)
            throws IOException {
        Map<String, String> env = new HashMap<>(LIMITS);
        env.put("NOCTURNE_JAVA_OPTS", String.join(" ", distribution.javaOptions()));
        List<String> command = new ArrayList<>();
        command.add(distribution.launcher().toString());
        command.addAll(List.of("serve", "--port", "" + port, "--data", data(folder).toString()));
        for (String option : options) {
            int equals = option.indexOf('=');
            if (option.startsWith("NOCTURNE_") && equals > 0) {
                env.put(option.substring(0, equals), option.substring(equals + 1));
            } else {
                command.add(option);
            }
        }
        return Child.start("server", folder, env, command);
    }

    private static Path data(Path folder) {
        return folder.resolve("data");
    }

    /** The server's SQLite file. */
    public Path database() {
        return data(folder).resolve("nocturne.db");
    }

    private void awaitReady(long begin) throws IOException {
        awaitOk("/health");
        double health = (System.nanoTime() - begin) / 1e9;
        awaitOk("/health/ready");
        startTimes = new StartTimes(health, (System.nanoTime() - begin) / 1e9);
    }

    /** The times of the last start. */
    public StartTimes startTimes() {
        return startTimes;
    }

    /**
     * Starts the server again with the same port and data; returns the seconds until it was ready.
     */
    public double restart() throws IOException {
        long begin = System.nanoTime();
        become(launch(distribution, folder, options, port()));
        awaitReady(begin);
        return startTimes.ready();
    }

    /** Kills the server with SIGKILL. */
    public void kill() throws InterruptedException {
        child().kill();
    }

    /** Stops the server with SIGTERM and waits for its end. */
    public void stop() throws InterruptedException {
        child().stop();
    }

    public Api api() {
        return api;
    }

    /** Makes the JVM collect garbage, so that its memory is what it holds. */
    public void collectGarbage() throws IOException, InterruptedException {
        Jvm.collectGarbage(pid(), folder);
    }

    @Override
    public String open() throws IOException {
        return open("external", "All is quiet.");
    }

    @Override
    public List<String> open(int count) throws IOException {
        return Together.all(count, i -> open());
    }

    /** Creates a session with this orchestrator and alert. */
    public String open(String orchestrator, String alert) throws IOException {
        return open(PACK, orchestrator, alert);
    }

    public String open(String pack, String orchestrator, String alert) throws IOException {
        JsonNode answer =
                api.post(
                        "/api/sessions",
                        Map.of(
                                "scenario", pack,
                                "alert_text", alert,
                                "orchestrator", orchestrator));
        return answer.path("session_id").asString();
    }

    /** Posts one event of {@link Events}. */
    public void post(String session, long n) throws IOException {
        api.postText(
                "/api/sessions/" + session + "/events",
                "{\"events\":[{\"event\":\"bench.tick\",\"data\":" + Events.data(n) + "}]}");
    }

    /** Ends the turn of a session with an external agent. */
    public void complete(String session) throws IOException {
        api.post(
                "/api/sessions/" + session + "/events",
                Map.of("events", List.of(Map.of("event", "run.complete", "data", Map.of()))));
    }

    @Override
    public int mostInBatch() {
        return BATCH;
    }

    @Override
    public byte[] publish(String session, long first, int count) {
        StringBuilder body = new StringBuilder("{\"events\":[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"event\":\"bench.tick\",\"data\":")
                    .append(Events.data(first + i))
                    .append('}');
        }
        return Events.post(port(), "/api/sessions/" + session + "/events", body.append("]}") + "");
    }

    @Override
    public byte[] subscribe(String session) {
        return subscribe(session, FIRST_EVENTS);
    }

    /** The request for the stream after seq {@code since}. */
    public byte[] subscribe(String session, long since) {
        return Events.get(port(), "/api/sessions/" + session + "/stream?since=" + since);
    }
}
