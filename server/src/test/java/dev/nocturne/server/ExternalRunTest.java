package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.server.Lab.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalRunTest {
    private static final String HELLO = "{\"event\":\"x.hello\",\"data\":{\"n\":1.10}}";
    private static final String END =
            "{\"event\":\"run.complete\",\"data\":{\"steps\":0,\"time\":\"1.0s\"}}";

    private Lab lab;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        // An agent gets more time to learn of a cancel than a busy machine needs.
        SessionLimits patient = SessionLimits.DEFAULT.withCancelGrace(Duration.ofSeconds(30));
        lab = Lab.start(Lab.withSessions(Lab.config(data), patient), Scripts::investigate);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    private String open() throws Exception {
        ObjectNode body = (ObjectNode) EventCodec.JSON.readTree(Lab.opening(Lab.ALERT));
        body.put("orchestrator", "external");
        return lab.post("/api/sessions", body.toString()).json().path("session_id").stringValue();
    }

    private Answer post(String id, String body) throws Exception {
        return lab.post("/api/sessions/" + id + "/events", body);
    }

    private static String batch(String... events) {
        return "{\"events\":[" + String.join(",", events) + "]}";
    }

    @Test
    void anExternalAgentKeepsItsSessionHere() throws Exception {
        String id = open();
        long tail = lab.log(id).size();

        Answer first = post(id, "{\"events\":[" + HELLO + "],\"expected_seq\":" + tail + "}");
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.json().path("last_seq").longValue()).isGreaterThan(tail);
        assertThat(first.json().path("cancel_requested").booleanValue()).isFalse();
        post(id, batch(END));

        List<Sse.Event> events = lab.stream(id, 0);
        assertThat(events)
                .anySatisfy(e -> {
                    assertThat(e.name()).isEqualTo("x.hello");
                    assertThat(e.data()).isEqualTo("{\"n\":1.10}");
                });
        assertThat(events.getLast().data()).isEqualTo("{\"status\":\"completed\"}");
    }

    @Test
    void aWrongExpectationIsAConflict() throws Exception {
        String id = open();

        Answer answer = post(id, "{\"events\":[" + HELLO + "],\"expected_seq\":999}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("seq_conflict");
    }

    @Test
    void anAgentLearnsOfACancel() throws Exception {
        String id = open();
        lab.post("/api/sessions/" + id + "/cancel", "");

        Answer answer = post(id, batch(HELLO));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("cancel_requested").booleanValue()).isTrue();
    }

    @Test
    void onlyARunningExternalTurnTakesEvents() throws Exception {
        String id = open();
        post(id, batch(END));
        assertThat(post(id, batch(HELLO)).code()).isEqualTo("no_turn_running");

        assertThat(post(lab.openAndFinish(), batch(HELLO)).code()).isEqualTo("not_external");
    }

    @Test
    void aBatchThatIsWrongStoresNothing() throws Exception {
        String id = open();
        int before = lab.log(id).size();
        String big = "x".repeat(33 * 1024);
        for (String body :
                List.of(
                        "{}",
                        "{\"events\":[]}",
                        "{\"events\":{}}",
                        batch("{\"event\":\"x\"}"),
                        batch("{\"event\":7,\"data\":{}}"),
                        batch("{\"event\":\"x\",\"data\":[]}"),
                        batch("{\"event\":\"two words\",\"data\":{}}"),
                        batch("{\"event\":\"a\\nb\",\"data\":{}}"),
                        batch("{\"event\":\"done\",\"data\":{}}"),
                        batch("{\"event\":\"x\",\"data\":{\"a\":\"\\u0000\"}}"),
                        batch(END, HELLO),
                        "{\"events\":[" + HELLO + "],\"expected_seq\":-1}",
                        "{\"events\":[" + HELLO + "],\"expected_seq\":\"1\"}",
                        "{\"events\":[" + HELLO + (", " + HELLO).repeat(1_000) + "]}")) {
            Answer answer = post(id, body);
            assertThat(answer.status())
                    .as(body.substring(0, Math.min(80, body.length())) + answer.body())
                    .isEqualTo(422);
            assertThat(answer.code()).isEqualTo("invalid_request");
        }
        for (String body :
                List.of(
                        batch(
                                "{\"event\":\"tool_call.complete\",\"data\":{\"response\":\""
                                        + big
                                        + "\"}}"),
                        batch("{\"event\":\"x\",\"data\":{\"a\":\"" + big.repeat(8) + "\"}}"),
                        "\"" + "x".repeat(4 * 1024 * 1024) + "\"")) {
            assertThat(post(id, body).status()).isEqualTo(413);
        }
        assertThat(lab.log(id)).hasSize(before);
        post(id, batch(END));
    }
}
