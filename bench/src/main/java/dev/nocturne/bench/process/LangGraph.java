package dev.nocturne.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * LangGraph's server from npm, which keeps threads and checkpoints in memory, with an agent that
 * makes numbered steps. {@code ./nocturne-bench --install} installs it in {@code
 * .nocturne/langgraph}.
 */
public final class LangGraph implements AutoCloseable {
    private static final int SILENCE_MILLIS = 60_000;

    private final Child child;
    private final int port;

    private LangGraph(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * Starts the server; empty if it is not installed.
     *
     * @param home the checkout
     * @param atOnce the number of concurrent runs
     */
    public static Optional<LangGraph> start(Path home, Path folder, int atOnce) throws IOException {
        Path installed = home.resolve(".nocturne/langgraph");
        if (!Files.isDirectory(installed.resolve("node_modules/@langchain/langgraph-api"))) {
            return Optional.empty();
        }
        int port = Ports.free();
        Child child =
                Child.start(
                        "langgraph",
                        folder,
                        Map.of("LANGSMITH_TRACING", "false", "LOG_LEVEL", "error"),
                        List.of(
                                "node",
                                "--import",
                                installed.resolve("node_modules/tsx/dist/esm/index.mjs").toString(),
                                installed.resolve("serve.mjs").toString(),
                                "" + port,
                                "" + atOnce,
                                folder.toString()));
        LangGraph server = new LangGraph(child, port);
        try {
            Ports.awaitOk(child, port, "/ok");
        } catch (IOException e) {
            child.close();
            throw e;
        }
        return Optional.of(server);
    }

    /**
     * Runs an agent of {@code steps} steps on its own thread; returns the number of streamed
     * events.
     */
    public int run(int steps) throws IOException {
        String thread = new Api(port).postText("/threads", "{}").path("thread_id").asString();
        String body =
                """
                {"assistant_id":"agent","input":{"n":0,"steps":%d},"stream_mode":["custom"],\
                "config":{"recursion_limit":%d}}\
                """
                        .formatted(steps, steps + 10);
        String request =
                """
                POST /threads/%s/runs/stream HTTP/1.0\r
                Host: 127.0.0.1:%d\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s\
                """
                        .formatted(thread, port, body.length(), body);
        int events = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events += line.equals("event: custom") ? 1 : 0;
            }
        }
        return events;
    }

    public double cpuSeconds() {
        return ProcStat.cpuSeconds(child.pid());
    }

    @Override
    public void close() {
        child.close();
    }
}
