package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.server.Lab.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class SessionApiTest {
    @TempDir Path data;

    @Test
    void aNewSessionIsInProgressAndItsFirstEventsAreInTheLog() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Lab lab = Lab.start(data, Scripts.gated(gate))) {
            Answer created = lab.post("/api/sessions", Lab.opening(Lab.ALERT));

            assertThat(created.status()).isEqualTo(200);
            assertThat(created.header("content-type")).isEqualTo("application/json");
            assertThat(created.json().path("status").stringValue()).isEqualTo("in_progress");
            String id = created.json().path("session_id").stringValue();
            assertThat(lab.log(id))
                    .extracting(Sse.Event::name)
                    .startsWith("user_message", "run.start");
            gate.countDown();
        }
    }

    @Test
    void detailShowsTheWholeProjection() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            String id = lab.openAndFinish();

            JsonNode detail = lab.get("/api/sessions/" + id).json();

            assertThat(detail.propertyNames())
                    .contains(
                            "id",
                            "environment",
                            "scenario",
                            "alert_text",
                            "status",
                            "created_at",
                            "updated_at",
                            "event_log",
                            "steps",
                            "diagnosis",
                            "run_meta",
                            "error_detail",
                            "thread_id",
                            "turn_count");
            assertThat(detail.path("id").stringValue()).isEqualTo(id);
            assertThat(detail.path("alert_text").stringValue()).isEqualTo(Lab.ALERT);
            assertThat(detail.path("status").stringValue()).isEqualTo("completed");
            assertThat(detail.path("steps")).hasSize(2);
            assertThat(detail.path("steps").path(0).path("agent").stringValue())
                    .isEqualTo("GraphExplorerAgent");
            assertThat(detail.path("diagnosis").stringValue()).startsWith("The fuse is blown");
            assertThat(detail.path("run_meta").path("steps").intValue()).isEqualTo(2);
            assertThat(detail.path("turn_count").intValue()).isZero();
            assertThat(detail.path("error_detail").stringValue()).isEmpty();
            assertThat(detail.path("thread_id").isString()).isTrue();
            JsonNode entry = detail.path("event_log").path(0);
            assertThat(entry.propertyNames())
                    .containsExactlyInAnyOrder("seq", "event", "turn", "timestamp", "data");
            assertThat(entry.path("data").isString()).isTrue();
        }
    }

    @Test
    void detailOfARunningSessionShowsTheSettledPrefix() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Lab lab = Lab.start(data, Scripts.gated(gate));
                Wire wire = new Wire(lab.url())) {
            String id = lab.open();
            wire.get("/api/sessions/" + id + "/stream").head();
            wire.until("\"query\":\"Wait.\"");

            JsonNode detail = lab.get("/api/sessions/" + id).json();

            assertThat(detail.path("status").stringValue()).isEqualTo("in_progress");
            List<Sse.Event> shown = lab.log(id);
            assertThat(shown.getLast().name()).isEqualTo("tool_call.complete");
            gate.countDown();
            List<Sse.Event> rest = lab.stream(id, shown.size());
            assertThat(rest.getFirst().id()).isEqualTo(shown.size() + 1);
            assertThat(rest.getFirst().name()).isEqualTo("tool_call.start");
        }
    }

    @Test
    void aFollowUpIsTheNextTurn() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            String id = lab.openAndFinish();
            long before = lab.log(id).size();

            Answer asked = lab.post("/api/sessions/" + id + "/message", "{\"text\":\"And why?\"}");

            assertThat(asked.status()).isEqualTo(200);
            assertThat(asked.json().path("status").stringValue()).isEqualTo("processing");
            assertThat(asked.json().path("turn").intValue()).isEqualTo(1);
            assertThat(asked.json().path("event_offset").longValue()).isEqualTo(before);
            List<Sse.Event> turn = lab.stream(id, before);
            assertThat(turn.getFirst().name()).isEqualTo("user_message");
            JsonNode detail = lab.get("/api/sessions/" + id).json();
            assertThat(detail.path("turn_count").intValue()).isEqualTo(1);
            assertThat(detail.path("steps")).hasSize(4);
        }
    }

    @Test
    void aMessageWhileATurnRunsIsAConflict() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Lab lab = Lab.start(data, Scripts.gated(gate))) {
            String id = lab.open();

            Answer asked = lab.post("/api/sessions/" + id + "/message", "{\"text\":\"And?\"}");

            assertThat(asked.status()).isEqualTo(409);
            assertThat(asked.code()).isEqualTo("turn_running");
            gate.countDown();
        }
    }

    @Test
    void cancelEndsTheTurnAndSaysSo() throws Exception {
        try (Lab lab = Lab.start(data, Scripts.gated(new CountDownLatch(1)))) {
            String id = lab.open();

            Answer cancel = lab.post("/api/sessions/" + id + "/cancel", "");

            assertThat(cancel.status()).isEqualTo(200);
            assertThat(cancel.json().path("status").stringValue()).isEqualTo("cancelling");
            List<Sse.Event> events = lab.stream(id, 0);
            assertThat(events.getLast().data()).isEqualTo("{\"status\":\"cancelled\"}");
            assertThat(events.get(events.size() - 2).name()).isEqualTo("error");
            JsonNode again = lab.post("/api/sessions/" + id + "/cancel", "").json();
            assertThat(again.path("status").stringValue()).isEqualTo("cancelled");
            assertThat(again.path("message").isString()).isTrue();
        }
    }

    @Test
    void aFailedTurnSaysWhy() throws Exception {
        try (Lab lab =
                Lab.start(
                        data,
                        run -> {
                            throw new RunFailure("no_light", "It is too dark to look.", true);
                        })) {
            String id = lab.openAndFinish();

            JsonNode detail = lab.get("/api/sessions/" + id).json();

            assertThat(detail.path("status").stringValue()).isEqualTo("failed");
            assertThat(detail.path("error_detail").stringValue())
                    .isEqualTo("It is too dark to look.");
        }
    }

    @Test
    void saveAndDeleteAnswerWithTheId() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            String id = lab.openAndFinish();

            JsonNode saved = lab.post("/api/sessions/" + id + "/save", "").json();
            assertThat(saved.path("saved").stringValue()).isEqualTo(id);
            assertThat(lab.get("/api/sessions/" + id).json().path("saved").booleanValue()).isTrue();

            for (int i = 0; i < 2; i++) {
                Answer deleted = lab.delete("/api/sessions/" + id);
                assertThat(deleted.status()).isEqualTo(200);
                assertThat(deleted.json().path("deleted").stringValue()).isEqualTo(id);
            }
            assertThat(lab.get("/api/sessions/" + id).status()).isEqualTo(404);
        }
    }

    @Test
    void everyRequestForAMissingSessionIsNotFound() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            for (String id : List.of("ses-missing", "%C3%BC", "a.b", "x".repeat(65))) {
                String path = "/api/sessions/" + id;
                for (Answer answer :
                        List.of(
                                lab.get(path),
                                lab.get(path + "/stream"),
                                lab.get(path + "/tool-calls/c/result"),
                                lab.post(path + "/message", "{\"text\":\"Hello?\"}"),
                                lab.post(path + "/cancel", ""),
                                lab.post(path + "/save", ""),
                                lab.post(
                                        path + "/events",
                                        "{\"events\":[{\"event\":\"x\",\"data\":{}}]}"))) {
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.code()).isEqualTo("not_found");
                }
            }
        }
    }

    @Test
    void theListIsNewestFirstFilteredAndPaged() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            String first = lab.openAndFinish();
            String second = lab.openAndFinish();
            String third = lab.openAndFinish();

            JsonNode all = lab.get("/api/sessions").json();
            assertThat(all.path("sessions").valueStream().map(s -> s.path("id").stringValue()))
                    .containsExactly(third, second, first);
            assertThat(all.path("sessions").path(0).propertyNames())
                    .contains(
                            "id",
                            "environment",
                            "scenario",
                            "alert_text",
                            "status",
                            "step_count",
                            "turn_count",
                            "created_at",
                            "updated_at");
            assertThat(all.has("next_cursor")).isFalse();

            JsonNode page = lab.get("/api/sessions?limit=2").json();
            assertThat(page.path("sessions")).hasSize(2);
            JsonNode next =
                    lab.get(
                                    "/api/sessions?limit=2&cursor="
                                            + page.path("next_cursor").stringValue())
                            .json();
            assertThat(next.path("sessions").valueStream().map(s -> s.path("id").stringValue()))
                    .containsExactly(first);

            assertThat(lab.get("/api/sessions?status=failed").json().path("sessions")).isEmpty();
            assertThat(
                            lab.get("/api/sessions?environment=lab&status=completed&q=LAMP-1")
                                    .json()
                                    .path("sessions"))
                    .hasSize(3);
            assertThat(lab.get("/api/sessions?q=nothing%20like%20it").json().path("sessions"))
                    .isEmpty();
        }
    }

    @Test
    void aToolCallsResultComesUncutAsJsonOrCsv() throws Exception {
        try (Lab lab =
                Lab.start(
                        data,
                        run -> {
                            run.toolCall(
                                    new ToolCall("many", "TelemetryAgent", "All of it.", null),
                                    () -> Scripts.result(5_000));
                            Scripts.answer(run, "Much.");
                        })) {
            String id = lab.openAndFinish();
            JsonNode step = lab.get("/api/sessions/" + id).json().path("steps").path(0);
            assertThat(step.toString().length()).isLessThan(32 * 1024);
            String path =
                    "/api/sessions/"
                            + id
                            + "/tool-calls/"
                            + step.path("id").stringValue()
                            + "/result";

            Answer json = lab.get(path);
            assertThat(json.header("content-type")).isEqualTo("application/json");
            assertThat(json.json().path("visualizations").path(0).path("data").path("rows"))
                    .hasSize(5_000);

            Answer csv = lab.get(path, "Accept", "text/csv");
            assertThat(csv.header("content-type")).isEqualTo("text/csv; charset=utf-8");
            assertThat(csv.body().lines().limit(3))
                    .containsExactly("Lamp,Lux", "\"'=HYPERLINK(\"\"x\"\")\",0", "lamp-1,-1");
            assertThat(csv.body().lines()).hasSize(5_001);
            assertThat(lab.get(path + "?format=csv").body()).isEqualTo(csv.body());

            assertThat(lab.get(path, "Accept", "image/png").code()).isEqualTo("not_acceptable");
            assertThat(lab.get(path + "?format=xml").code()).isEqualTo("invalid_request");
            assertThat(lab.get("/api/sessions/" + id + "/tool-calls/none/result").code())
                    .isEqualTo("not_found");
        }
    }

    @Test
    void oneTurnMoreThanTheLimitMustWait() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        SessionLimits one = SessionLimits.DEFAULT.withRunningTurns(1);
        try (Lab lab = Lab.start(Lab.withSessions(Lab.config(data), one), Scripts.gated(gate))) {
            String id = lab.open();

            Answer second = lab.post("/api/sessions", Lab.opening("another"));

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.code()).isEqualTo("too_many_turns");
            assertThat(second.header("retry-after")).isEqualTo("5");
            gate.countDown();
            lab.stream(id, 0);
            assertThat(lab.post("/api/sessions", Lab.opening("another")).status()).isEqualTo(200);
        }
    }
}
