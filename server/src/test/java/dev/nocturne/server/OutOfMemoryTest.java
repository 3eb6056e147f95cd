package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.EventCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run that exhausts the memory ends its process at most twice. */
@Timeout(180)
class OutOfMemoryTest {
    /** What {@code -XX:+ExitOnOutOfMemoryError} ends a process with. */
    private static final int OUT_OF_MEMORY = 3;

    @TempDir Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private record Child(Process process, String url) implements AutoCloseable {
        /** Waits for its end. */
        int code() throws InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the process ends").isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Child start() throws IOException {
        Path mark = folder.resolve("out-of-memory");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx96m",
                                "-XX:+UseG1GC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-XX:OnOutOfMemoryError=: > '" + mark + "'",
                                "-D" + RunMark.PROPERTY + "=" + mark,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                GreedyServer.class.getName(),
                                folder.resolve("data").toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new Child(process, String.valueOf(out.readLine()));
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        String body = client.send(request.build(), BodyHandlers.ofString()).body();
        return EventCodec.JSON.readTree(body);
    }

    private String create(Child server, String alert) throws Exception {
        HttpRequest.Builder post =
                HttpRequest.newBuilder(URI.create(server.url() + "/api/sessions"))
                        .POST(BodyPublishers.ofString(Lab.opening(alert)));
        return send(post).path("session_id").asString();
    }

    private JsonNode session(Child server, String id) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(server.url() + "/api/sessions/" + id)));
    }

    private JsonNode awaitStatus(Child server, String id, String status) throws Exception {
        JsonNode session = session(server, id);
        while (!session.path("status").asString().equals(status)) {
            assertThat(server.process().isAlive()).isTrue();
            session = session(server, id);
        }
        return session;
    }

    private static List<String> notes(JsonNode session) {
        return session.path("event_log")
                .valueStream()
                .filter(event -> event.path("event").asString().equals("status"))
                .map(event -> event.path("data").asString())
                .filter(data -> data.contains("\"stop\""))
                .toList();
    }

    @Test
    void aRunThatUsesUpTheMemoryIsResumedOnceAndThenFailed() throws Exception {
        String innocent;
        String greedy;
        try (Child server = start()) {
            innocent = create(server, GreedyServer.PATIENT);
            greedy = create(server, GreedyServer.GREEDY);
            assertThat(server.code()).isEqualTo(OUT_OF_MEMORY);
        }
        // Resumed one by one: at first the one that was begun first, which never ends by itself.
        try (Child server = start()) {
            HttpRequest.Builder cancel =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            server.url() + "/api/sessions/" + innocent + "/cancel"))
                            .POST(BodyPublishers.noBody());
            assertThat(send(cancel).path("status").asString()).isEqualTo("cancelling");
            assertThat(server.code()).isEqualTo(OUT_OF_MEMORY);
        }
        try (Child server = start()) {
            JsonNode failed = awaitStatus(server, greedy, "failed");
            assertThat(failed.path("error_detail").asString())
                    .contains("ran out of memory 2 times");
            assertThat(notes(failed)).singleElement().asString().contains("out_of_memory");
            assertThat(session(server, innocent).path("status").asString()).isEqualTo("cancelled");
            String next = create(server, "something else");
            awaitStatus(server, next, "completed");
        }
    }
}
