package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.Lab.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class RestartTest {
    @TempDir Path data;

    @Test
    void theSameRequestIsDoneOnceAlsoOverARestart() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            String body = Lab.opening(Lab.ALERT);
            String first = lab.post("/api/sessions", body, "Idempotency-Key", "k-1").body();
            assertThat(lab.post("/api/sessions", body, "Idempotency-Key", "k-1").body())
                    .isEqualTo(first);
            String id = lab.get("/api/sessions").json().at("/sessions/0/id").stringValue();
            lab.stream(id, 0);
            String ask = "/api/sessions/" + id + "/message";
            String asked = lab.post(ask, "{\"text\":\"Why?\"}", "Idempotency-Key", "k-2").body();
            lab.stream(id, 0);

            lab.restart();

            assertThat(lab.post("/api/sessions", body, "Idempotency-Key", "k-1").body())
                    .isEqualTo(first);
            assertThat(lab.post(ask, "{\"text\":\"Why?\"}", "Idempotency-Key", "k-2").body())
                    .isEqualTo(asked);
            assertThat(lab.get("/api/sessions").json().path("sessions")).hasSize(1);
            assertThat(lab.get("/api/sessions/" + id).json().path("turn_count").intValue())
                    .isEqualTo(1);

            Answer other =
                    lab.post("/api/sessions", Lab.opening("other"), "Idempotency-Key", "k-1");
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.code()).isEqualTo("idempotency_mismatch");
            Answer elsewhere = lab.post(ask, body, "Idempotency-Key", "k-1");
            assertThat(elsewhere.status()).isEqualTo(422);
        }
    }

    @Test
    void aStopAsksStreamsToReconnectAndTheRunContinues() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Lab lab = Lab.start(data, Scripts.gated(gate))) {
            String id = lab.open();
            List<Sse.Event> seen = new ArrayList<>();
            try (Wire wire = new Wire(lab.url())) {
                wire.get("/api/sessions/" + id + "/stream").head();
                String before = wire.until("Wait.");
                lab.server().close();
                gate.countDown();
                String rest = before + wire.body();
                assertThat(rest).endsWith("retry: 1000\n\n").doesNotContain("event: done");
                seen.addAll(Sse.events(rest.substring(0, rest.indexOf(": the server"))));
            }

            lab.restart();

            List<Sse.Event> after =
                    Sse.events(
                            lab.get(
                                            "/api/sessions/" + id + "/stream",
                                            "Last-Event-ID",
                                            String.valueOf(seen.getLast().id()))
                                    .body());
            assertThat(after.getLast().data()).isEqualTo("{\"status\":\"completed\"}");
            seen.addAll(after.subList(0, after.size() - 1));
            assertThat(seen).isEqualTo(lab.log(id));
            assertThat(count(seen, "tool_call.start")).isEqualTo(2);
            assertThat(count(seen, "tool_call.complete")).isEqualTo(2);
        }
    }

    private static long count(List<Sse.Event> events, String name) {
        return events.stream().filter(e -> e.name().equals(name)).count();
    }

    @Test
    void aThousandStreamsOfFiftyRunningSessionsSeeTheSameAndEndQuicklyAtAStop() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (Lab lab =
                Lab.start(
                        data,
                        run -> {
                            go.await();
                            Scripts.investigate(run);
                            if (run.turn() > 0) {
                                finish.await();
                            }
                        })) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                ids.add(lab.open());
            }
            Crowd crowd = Crowd.join(lab.url(), ids, 1_000);
            assertThat(lab.server().openStreams()).isEqualTo(1_000);
            go.countDown();
            Map<String, List<String>> streams = crowd.streams();

            for (String id : ids) {
                List<String> seen = streams.getOrDefault(id, List.of());
                assertThat(seen).as("streams of " + id).hasSize(20);
                assertThat(Set.copyOf(seen)).hasSize(1);
                List<Sse.Event> events = Sse.events(seen.getFirst());
                assertThat(events.subList(0, events.size() - 1)).isEqualTo(lab.log(id));
                assertThat(events.getLast().name()).isEqualTo("done");
                lab.post("/api/sessions/" + id + "/message", "{\"text\":\"Again.\"}");
            }

            Crowd late = Crowd.join(lab.url(), ids, 1_000);
            long started = System.nanoTime();
            lab.server().close();
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isLessThan(Duration.ofSeconds(5));
            late.streams().values().stream()
                    .flatMap(List::stream)
                    .forEach(body -> assertThat(body).endsWith("retry: 1000\n\n"));
            finish.countDown();
        }
    }
}
