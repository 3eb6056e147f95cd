package dev.nocturne.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.Event;
import dev.nocturne.testkit.session.LogRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A cancel reaches a run wherever it is. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CancelIT {
    private static final String PACK = "telecom-transport";

    @TempDir private Path home;

    @Test
    void aCancelInMidToolCallEndsTheTurnWithinASecondAndAFollowUpWorks() throws IOException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = ServerProcess.start(distribution, home.resolve("data"))) {
            String session = server.create(PACK, "All is quiet.", "external");
            String events = "/api/sessions/" + session + "/events";
            var posted =
                    server.post(
                            events,
                            """
                            {"events":[{"event":"session.created","data":{"session_id":"s","thread_id":"t"}},
                            {"event":"tool_call.start","data":{"id":"c1","step":1,"agent":"Slow",
                             "query":"takes for ever","timestamp":"2026-01-01T00:00:00Z"}}]}\
                            """);
            assertThat(posted.status()).as(posted.json().toString()).isEqualTo(200);
            try (RawStream stream = server.stream(session, 0)) {
                List<Event> log = until(stream, "tool_call.start");
                server.post("/api/sessions/" + session + "/cancel", "{}");
                log.addAll(until(stream, "error"));
                assertThat(stream.next()).isNull();
                assertThat(stream.status()).isEqualTo("cancelled");
                assertThat(LogRules.breaches(log)).isEmpty();
                assertThat(log.getLast().data()).contains("\"code\":\"cancelled\"");
                assertThat(log).extracting(Event::name).contains("tool_call.complete");
            }
            assertThat(server.status(session)).isEqualTo("cancelled");
            assertThat(
                            Duration.between(
                                    at(server, session, "status"), at(server, session, "error")))
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(
                            server.post(
                                            "/api/sessions/" + session + "/message",
                                            "{\"text\":\"go on\"}")
                                    .status())
                    .isEqualTo(200);
            assertThat(
                            server.post(
                                            events,
                                            "{\"events\":[{\"event\":\"run.complete\",\"data\":{}}]}")
                                    .status())
                    .isEqualTo(200);
            assertThat(server.status(session)).isEqualTo("completed");
        }
    }

    @Test
    void ctrlCCancelsAnInvestigationAndSaysSo() throws IOException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server =
                        ServerProcess.start(distribution, home.resolve("data"), "--pace", "1s")) {
            // Where the tests run in the background, children inherit that SIGINT is ignored.
            Distribution.Started command =
                    distribution.start(
                            Map.of(),
                            Path.of("/usr/bin/env"),
                            "--default-signal=INT",
                            Distribution.launcher().toString(),
                            "investigate",
                            "--server",
                            server.url(),
                            "--json");
            String session = first(server);
            try (RawStream stream = server.stream(session, 0)) {
                until(stream, "tool_call.start");
                distribution.start(
                        Map.of(), Path.of("/bin/kill"), "-INT", "" + command.process().pid());
                until(stream, "error");
            }
            Distribution.Ran ran = Distribution.end(command);
            assertThat(ran.code()).as(ran.err()).isEqualTo(4);
            assertThat(ran.err()).contains("cancelling");
            assertThat(ran.out())
                    .endsWith("{\"event\":\"done\",\"data\":{\"status\":\"cancelled\"}}\n");
            assertThat(server.status(session)).isEqualTo("cancelled");
        }
    }

    /** The id of the one session, once there is one. */
    private static String first(ServerProcess server) throws IOException {
        Poll.until("a session", () -> !sessions(server).isEmpty());
        return sessions(server).path(0).path("id").asString();
    }

    private static JsonNode sessions(ServerProcess server) {
        return server.get("/api/sessions").json().path("sessions");
    }

    /** When the log says it happened: the server's own time, whatever else the machine does. */
    private static Instant at(ServerProcess server, String session, String event) {
        for (JsonNode entry : server.get("/api/sessions/" + session).json().path("event_log")) {
            if (entry.path("event").asString().equals(event)) {
                return Instant.parse(entry.path("timestamp").asString());
            }
        }
        throw new AssertionError("no " + event + " in the log");
    }

    private static List<Event> until(RawStream stream, String name) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Event e = stream.next(); e != null; e = stream.next()) {
            events.add(e);
            if (e.name().equals(name)) {
                return events;
            }
        }
        throw new AssertionError("the stream ended before " + name + ": " + events);
    }
}
