package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.server.Lab.Answer;
import dev.nocturne.server.auth.Token;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answering approvals over HTTP: of runs here, and of external agents. */
@Timeout(60)
class ApprovalApiTest {
    private static final String YES = "{\"decision\":\"approve\"}";

    @TempDir private Path data;
    private Lab lab;

    @BeforeEach
    void start() throws Exception {
        lab = Lab.start(data, ApprovalApiTest::asking);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private static void asking(RunContext run) throws InterruptedException {
        Approval approval =
                new Approval(
                        EventCodec.object("{\"lamp\":\"lamp-1\",\"n\":[1,null]}"),
                        Duration.ofMinutes(30));
        run.toolCall(
                new ToolCall("a", "replace_fuse", "Replace fuse-1.", null, true, null, approval),
                () -> Scripts.result(1));
        Scripts.answer(run, "Done.");
    }

    /** The session's only open approval, once it is there. */
    private JsonNode open(String id) throws Exception {
        awaitInStream(id, "event: approval.requested");
        JsonNode approvals = lab.get("/api/sessions/" + id).json().path("approvals");
        assertThat(approvals.size()).isEqualTo(1);
        return approvals.get(0);
    }

    private void awaitInStream(String id, String text) throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.get("/api/sessions/" + id + "/stream").head();
            wire.until(text);
        }
    }

    private Answer answer(String id, String approval, String body, String... headers)
            throws Exception {
        return lab.post("/api/sessions/" + id + "/approvals/" + approval, body, headers);
    }

    @Test
    void anApprovalIsShownAndAnsweredOnce() throws Exception {
        String id = lab.open();
        JsonNode open = open(id);
        assertThat(open.path("tool").stringValue()).isEqualTo("replace_fuse");
        assertThat(open.path("call").stringValue()).startsWith("call-");
        assertThat(open.path("arguments").toString())
                .isEqualTo("{\"lamp\":\"lamp-1\",\"n\":[1,null]}");
        assertThat(open.path("expires_at").stringValue()).endsWith("Z");
        assertThat(listed().path("awaiting_approval").booleanValue()).isTrue();

        String approval = open.path("id").stringValue();
        String yes = "{\"decision\":\"approve\",\"note\":\"Mind the step. \u00fc\"}";
        Answer first = answer(id, approval, yes, "Idempotency-Key", "k1");
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.body())
                .isEqualTo("{\"approval_id\":\"" + approval + "\",\"decision\":\"approve\"}");
        assertThat(answer(id, approval, yes, "Idempotency-Key", "k1").body())
                .isEqualTo(first.body());
        Answer second = answer(id, approval, YES);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("no_open_approval");

        List<Sse.Event> events = lab.stream(id, 0);
        assertThat(events)
                .anySatisfy(e -> {
                    assertThat(e.name()).isEqualTo("approval.resolved");
                    assertThat(e.data())
                            .contains("\"by\":\"local\"", "\"note\":\"Mind the step. \u00fc\"");
                });
        assertThat(events.getLast().data()).isEqualTo("{\"status\":\"completed\"}");
        assertThat(lab.get("/api/sessions/" + id).json().path("approvals").size()).isZero();
        assertThat(listed().path("awaiting_approval").booleanValue()).isFalse();
    }

    private JsonNode listed() throws Exception {
        return lab.get("/api/sessions").json().path("sessions").get(0);
    }

    @Test
    void aWrongBodyDecidesNothing() throws Exception {
        String id = lab.open();
        String approval = open(id).path("id").stringValue();
        for (String body :
                List.of(
                        "",
                        "{}",
                        "[]",
                        "{\"decision\":null}",
                        "{\"decision\":true}",
                        "{\"decision\":\"\"}",
                        "{\"decision\":\"yes\"}",
                        "{\"decision\":\"APPROVE\"}",
                        "{\"decision\":\"approve\",\"decision\":\"deny\"}",
                        "{\"decision\":\"approve\",\"note\":7}",
                        "{\"decision\":\"approve\",\"note\":\"a\\u0000\"}",
                        "{\"decision\":\"approve\",\"note\":\"" + "\u00fc".repeat(1_025) + "\"}",
                        YES + "x")) {
            Answer answer = answer(id, approval, body);
            assertThat(answer.status()).as(body + answer.body()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("invalid_request");
        }
        assertThat(lab.get("/api/sessions/" + id + "/approvals/" + approval).status())
                .isEqualTo(405);
        assertThat(open(id).path("id").stringValue()).isEqualTo(approval);
    }

    @Test
    void aMissingApprovalCannotBeAnswered() throws Exception {
        String id = lab.open();
        assertThat(answer(id, approvalOf(id), YES).status()).isEqualTo(200);
        assertThat(answer("ses-none", "apr-none", YES).code()).isEqualTo("not_found");
        assertThat(answer("..", "apr-none", YES).status()).isIn(400, 404);
        for (String other : List.of("apr-none", "%20", "%F0%9F%9A%80")) {
            Answer answer = answer(id, other, YES);
            assertThat(answer.code()).as(other).isEqualTo("no_open_approval");
        }
    }

    private String approvalOf(String id) throws Exception {
        return open(id).path("id").stringValue();
    }

    @Test
    void anApprovalOutlivesTheServer() throws Exception {
        String id = lab.open();
        String approval = approvalOf(id);
        lab.restart();
        Answer answer = answer(id, approval, "{\"decision\":\"deny\",\"note\":\"Not now.\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(lab.stream(id, 0))
                .anySatisfy(e ->
                        assertThat(e.data())
                                .contains("FAILED: [approval_denied] Denied by local: Not now."));
    }

    @Test
    void anExternalAgentCanRequestAnApproval() throws Exception {
        ObjectNode body = (ObjectNode) EventCodec.JSON.readTree(Lab.opening(Lab.ALERT));
        body.put("orchestrator", "external");
        String id =
                lab.post("/api/sessions", body.toString()).json().path("session_id").stringValue();
        String events = "/api/sessions/" + id + "/events";
        String call =
                "{\"event\":\"tool_call.start\",\"data\":{\"id\":\"c\",\"step\":1,\"agent\":\"t\",\"query\":\"q\"}}";
        String far = "2999-01-01T00:00:00Z";
        assertThat(lab.post(events, batch(call, asks(far))).status()).isEqualTo(422);
        assertThat(lab.post(events, batch(call, asks("2020-01-01T00:00:00Z"))).status())
                .isEqualTo(200);
        awaitInStream(id, "\"by\":\"expiry\"");
        assertThat(answer(id, "p", YES).code()).isEqualTo("no_open_approval");
        lab.post(events, batch("{\"event\":\"run.complete\",\"data\":{}}"));
        assertThat(lab.stream(id, 0).getLast().data()).isEqualTo("{\"status\":\"completed\"}");
    }

    private static String asks(String expires) {
        return "{\"event\":\"approval.requested\",\"data\":{\"id\":\"p\",\"call\":\"c\",\"tool\":\"t\",\"arguments\":{},\"expires_at\":\""
                + expires
                + "\"}}";
    }

    private static String batch(String... events) {
        return "{\"events\":[" + String.join(",", events) + "]}";
    }

    @Test
    void anApprovalOfAnotherOwnerLooksLikeAMissingOne(@TempDir Path other) throws Exception {
        Token ann = new Token("ann", "ann-secret", "test");
        Token bob = new Token("bob", "bob-secret", "test");
        try (Lab two =
                Lab.start(Lab.withTokens(Lab.config(other), ann, bob), ApprovalApiTest::asking)) {
            String[] asAnn = {"Authorization", "Bearer ann-secret"};
            String[] asBob = {"Authorization", "Bearer bob-secret"};
            String id = two.open(asAnn);
            String path = "/api/sessions/" + id + "/approvals/x";
            assertThat(two.post(path, YES, asBob).code()).isEqualTo("not_found");
            assertThat(two.post(path, YES, asAnn).code()).isEqualTo("no_open_approval");
            assertThat(two.post(path, YES).status()).isEqualTo(401);
        }
    }
}
