package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunSummary;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.LiveEnvironment;
import dev.nocturne.investigator.BuiltInInvestigator;
import dev.nocturne.server.DescribedApi.Operation;
import dev.nocturne.server.Lab.Answer;
import dev.nocturne.server.auth.Token;
import dev.nocturne.testkit.session.ScriptedOrchestrator;
import dev.nocturne.testkit.source.FakeLiveSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Real answers of every endpoint, good and bad, against the description ({@link Lab#exchange}
 * checks each). The last test says whether every described status was met.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DescribedAnswersTest {
    /**
     * Faults and floods, which other tests cause; a foreign host, which no well-behaved client
     * sends.
     */
    private static final Set<Integer> CAUSED_ELSEWHERE = Set.of(403, 500, 503);

    /** A body that each operation serves where what it names is there. */
    private static final Map<String, String> BODIES =
            Map.of(
                    "createSession", "{\"environment\":\"%s\",\"alert_text\":\"lamp-1 is dark\"}",
                    "sendMessage", "{\"text\":\"And why?\"}",
                    "resolveApproval", "{\"decision\":\"approve\",\"note\":\"Mind the step.\"}",
                    "postEvents", "{\"events\":[{\"event\":\"x\",\"data\":{}}]}",
                    "queryTopology", "{\"environment\":\"%s\"}",
                    "searchDocuments",
                            "{\"environment\":\"%s\",\"agent\":\"RunbookKBAgent\",\"query\":\"blown"
                                    + " fuse\"}",
                    "queryTelemetry", "{\"environment\":\"%s\",\"entity\":\"lamp-1\"}");

    private final DescribedApi api = DescribedApi.get();
    private final Set<Lab.Seen> elsewhere = new HashSet<>();
    private Lab lab;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab =
                Lab.start(
                        Lab.withSessions(
                                Lab.config(data), SessionLimits.DEFAULT.withRunningTurns(2)),
                        DescribedAnswersTest::repair);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    /** Looks, and asks before it repairs. */
    private static void repair(RunContext run) throws InterruptedException {
        Scripts.look(run, "look", "TelemetryAgent");
        Approval approval =
                new Approval(EventCodec.object("{\"fuse\":\"fuse-1\"}"), Duration.ofHours(1));
        run.toolCall(
                new ToolCall("fix", "replace_fuse", "Replace it.", null, true, null, approval),
                () -> Scripts.result(2));
        Scripts.answer(run, "The fuse was blown.");
    }

    private static String body(Operation operation, String environment) {
        return BODIES.getOrDefault(operation.id(), "").formatted(environment);
    }

    private Answer ask(String operation, String path, String... headers) throws Exception {
        Operation described = api.operation(operation);
        return lab.exchange(described.method(), path, body(described, "lab"), headers);
    }

    /** Id of the approval that is asked for after that seq. */
    private String awaitApproval(String id, long since) throws Exception {
        try (Wire wire = new Wire(lab.url())) {
            wire.get("/api/sessions/" + id + "/stream?since=" + since).head();
            wire.until("event: approval.requested");
        }
        JsonNode open = lab.get("/api/sessions/" + id + "?view=state").json().path("approvals");
        return open.path(0).path("id").stringValue();
    }

    @Test
    @Order(1)
    void aSessionFromBeginningToEnd() throws Exception {
        String id = ask("createSession", "/api/sessions").json().path("session_id").stringValue();
        String path = "/api/sessions/" + id;
        String approval = awaitApproval(id, 0);
        assertThat(lab.get(path).json().path("status").stringValue()).isEqualTo("in_progress");
        assertThat(ask("sendMessage", path + "/message").code()).isEqualTo("turn_running");
        lab.get("/api/sessions");

        ask("resolveApproval", path + "/approvals/" + approval);
        assertThat(ask("resolveApproval", path + "/approvals/" + approval).code())
                .isEqualTo("no_open_approval");
        lab.stream(id, 0);

        JsonNode detail = lab.get(path).json();
        assertThat(detail.path("status").stringValue()).isEqualTo("completed");
        lab.get(path + "?view=state");
        lab.get(path + "/events?after=2&limit=3");
        lab.get(path + "/events?before=1");
        String call = detail.at("/steps/0/id").stringValue();
        String result = path + "/tool-calls/" + call + "/result";
        lab.get(result);
        lab.get(result, "Accept", "text/csv");
        assertThat(lab.get(result, "Accept", "image/png").status()).isEqualTo(406);
        assertThat(lab.get(path + "/stream?since=999").status()).isEqualTo(410);
        assertThat(lab.get(path + "/stream?since=1&epoch=other").status()).isEqualTo(410);

        ask("cancelTurn", path + "/cancel");
        ask("saveSession", path + "/save");
        assertThat(ask("postEvents", path + "/events").code()).isEqualTo("not_external");
        JsonNode next = ask("sendMessage", path + "/message").json();
        awaitApproval(id, next.path("event_offset").longValue());
        ask("cancelTurn", path + "/cancel");
        lab.stream(id, 0);
        lab.get("/api/sessions?environment=lab&status=cancelled&q=LAMP&limit=1");
        ask("deleteSession", path);
        ask("deleteSession", path);
    }

    @Test
    @Order(1)
    void aSessionOfAnExternalAgent() throws Exception {
        String open =
                EventCodec.JSON
                        .createObjectNode()
                        .put("environment", "lab")
                        .put("alert_text", "lamp-1 is dark")
                        .put("orchestrator", "external")
                        .toString();
        String id = lab.post("/api/sessions", open).json().path("session_id").stringValue();
        String path = "/api/sessions/" + id + "/events";
        ask("postEvents", path);
        assertThat(
                        lab.post(
                                        path,
                                        "{\"events\":[{\"event\":\"x\",\"data\":{}}],\"expected_seq\":1}")
                                .code())
                .isEqualTo("seq_conflict");
        // In a shape of its own: it is one of the session's steps all the same.
        lab.post(path, "{\"events\":[{\"event\":\"tool_call.complete\",\"data\":{\"id\":\"c\"}}]}");
        lab.post(path, "{\"events\":[{\"event\":\"run.complete\",\"data\":{\"tokens\":7}}]}");
        assertThat(ask("postEvents", path).code()).isEqualTo("no_turn_running");
        assertThat(lab.get("/api/sessions/" + id).json().path("steps")).hasSize(1);
    }

    @Test
    @Order(1)
    void diagnosesThatAreCheckedAgain(@TempDir Path data, @TempDir Path other) throws Exception {
        try (Lab investigating =
                Lab.startWith(
                        Lab.config(data),
                        environments ->
                                Orchestrators.of(
                                        new BuiltInInvestigator(
                                                environments::get, () -> Instant.EPOCH)))) {
            String session = "/api/sessions/" + investigating.openAndFinish();
            Answer answer = investigating.get(session + "/recheck");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("same").asBoolean()).as(answer.body()).isTrue();
            assertThat(answer.json().path("queries"))
                    .isNotEmpty()
                    .allMatch(query -> query.path("outcome").asString().equals("same"));
            elsewhere.addAll(investigating.seen());
        }
        CountDownLatch end = new CountDownLatch(1);
        try (Lab running =
                Lab.startWith(
                        Lab.config(other),
                        packs ->
                                Orchestrators.of(
                                        new ScriptedOrchestrator(
                                                BuiltInInvestigator.NAME, run -> end.await())))) {
            String session = "/api/sessions/" + running.open() + "/recheck";
            assertThat(running.get(session).code()).isEqualTo("turn_running");
            end.countDown();
            elsewhere.addAll(running.seen());
        }
        assertThat(lab.get("/api/sessions/" + ofAnother() + "/recheck").code())
                .isEqualTo("not_recheckable");
    }

    /** A session that the built-in investigator did not run. */
    private String ofAnother() throws Exception {
        String open =
                EventCodec.JSON
                        .createObjectNode()
                        .put("environment", "lab")
                        .put("alert_text", "lamp-1 is dark")
                        .put("orchestrator", "external")
                        .toString();
        String id = lab.post("/api/sessions", open).json().path("session_id").stringValue();
        lab.post("/api/sessions/" + id + "/cancel", "");
        return id;
    }

    @Test
    @Order(1)
    void packsAndTheServerItself() throws Exception {
        for (String operation : List.of("queryTopology", "searchDocuments", "queryTelemetry")) {
            assertThat(ask(operation, api.operation(operation).path()).status()).isEqualTo(200);
        }
        lab.post("/query/topology", "");
        assertThat(lab.get("/api/environments/lab").status()).isEqualTo(200);
        lab.post("/query/topology", "{\"vertex_labels\":[\"Lamp\"]}");
        for (Operation operation : api.operations()) {
            if (operation.method().equals("GET") && !operation.path().contains("{")) {
                assertThat(lab.get(operation.path()).status()).as(operation.id()).isEqualTo(200);
                assertThat(lab.exchange("HEAD", operation.path(), "").status()).isEqualTo(200);
            }
        }
        String etag = lab.get("/api/openapi.json").header("etag");
        lab.get("/api/openapi.json", "If-None-Match", etag);
    }

    @Test
    @Order(1)
    void liveEnvironments(@TempDir Path data) throws Exception {
        FakeLiveSource source = new FakeLiveSource(InstantSource.system());
        Environment shop =
                new LiveEnvironment(
                        "shop", ZoneOffset.UTC, InstantSource.system(), List.of(source));
        try (Lab live =
                Lab.start(Lab.withLive(Lab.config(data), List.of(shop)), Scripts::investigate)) {
            live.get("/api/environments");
            live.get("/api/environments/shop");
            live.get("/api/agents?environment=shop");
            live.get("/api/environments/shop/sources");
            live.get("/api/environments/lab/sources");
            live.get("/api/environments/shop/alerts?at=2026-01-01T00:00:00Z");
            assertThat(live.get("/api/environments/lab/alerts").code())
                    .isEqualTo("not_in_environment");
            live.post("/query/topology", "{\"environment\":\"shop\"}");
            source.setDown(true);
            live.get("/api/environments/shop/sources");
            assertThat(live.get("/api/environments/shop/alerts").code())
                    .isEqualTo("source_unavailable");
            live.post("/query/topology", "{\"environment\":\"shop\"}");
            live.post("/query/telemetry", "{\"environment\":\"shop\",\"entity\":\"catalog\"}");
            elsewhere.addAll(live.seen());
        }
    }

    @Test
    @Order(1)
    void missingSessionsPacksAndPaths() throws Exception {
        for (Operation operation : api.operations()) {
            if (operation.statuses().contains("404")) {
                String query =
                        switch (operation.id()) {
                            case "readScenario" -> "?name=moon";
                            case "listAgents" -> "?environment=moon";
                            default -> "";
                        };
                Answer answer =
                        lab.exchange(
                                operation.method(),
                                path(operation) + query,
                                body(operation, "moon"));
                assertThat(answer.status()).as(operation.id() + answer.body()).isEqualTo(404);
            }
        }
        assertThat(lab.get("/api/nothing").status()).isEqualTo(404);
    }

    /** With ids of nothing. */
    private static String path(Operation operation) {
        return operation.path().replaceAll("\\{[a-z]+}", "none");
    }

    @Test
    @Order(1)
    void invalidRequests() throws Exception {
        for (Operation operation : api.operations()) {
            String path = path(operation);
            String body = body(operation, "lab");
            if (operation.statuses().contains("415")) {
                Answer encoded =
                        lab.exchange(operation.method(), path, body, "Content-Encoding", "gzip");
                assertThat(encoded.status()).as(operation.id()).isEqualTo(415);
                Answer large = lab.exchange(operation.method(), path, "x".repeat(5 << 20));
                assertThat(large.status()).as(operation.id()).isEqualTo(413);
            }
            if (operation.statuses().contains("422")) {
                Answer answer =
                        operation.method().equals("GET")
                                ? lab.get(path + "?a=1&a=2")
                                : lab.exchange(
                                        operation.method(),
                                        path,
                                        body.isEmpty() ? "" : "[]",
                                        "Idempotency-Key",
                                        "two words");
                assertThat(answer.status()).as(operation.id() + answer.body()).isEqualTo(422);
            }
        }
        assertThat(lab.exchange("PUT", "/api/sessions", "").status()).isEqualTo(405);
        assertThat(lab.exchange("OPTIONS", "/api/sessions", "").status()).isEqualTo(204);
        assertThat(lab.get("/health/%2e%2e/x%2fy").status()).isEqualTo(400);
        assertThat(lab.post("/api/sessions", "{}", "Origin", "http://elsewhere.example").status())
                .isEqualTo(403);
    }

    @Test
    @Order(1)
    void requestsWithoutAToken(@TempDir Path data) throws Exception {
        Token anna = new Token("anna", "anna-secret", "test");
        try (Lab guarded =
                Lab.start(Lab.withTokens(Lab.config(data), anna), Scripts::investigate)) {
            for (Operation operation : api.operations()) {
                Answer answer =
                        guarded.exchange(
                                operation.method(), path(operation), body(operation, "lab"));
                assertThat(answer.status() == 401)
                        .as(operation.id())
                        .isEqualTo(operation.statuses().contains("401"));
            }
            elsewhere.addAll(guarded.seen());
        }
    }

    @Test
    @Order(1)
    void moreThanTheLimits(@TempDir Path data) throws Exception {
        var config =
                Lab.withStreams(
                        Lab.withSessions(
                                Lab.config(data), SessionLimits.DEFAULT.withRunningTurns(1)),
                        1,
                        Duration.ofSeconds(30));
        try (Lab small = Lab.start(config, DescribedAnswersTest::wait);
                Wire wire = new Wire(small.url())) {
            String resting = small.openAndFinish();
            assertThat(small.server().awaitStreams(0, Duration.ofSeconds(30))).isTrue();
            String running =
                    small.post("/api/sessions", Lab.opening("wait"))
                            .json()
                            .path("session_id")
                            .stringValue();
            wire.get("/api/sessions/" + running + "/stream").head();
            wire.until("event: run.start");
            assertThat(small.get("/api/sessions/" + running + "/stream").code())
                    .isEqualTo("too_many_streams");
            assertThat(small.post("/api/sessions", Lab.opening("more")).code())
                    .isEqualTo("too_many_turns");
            assertThat(
                            small.post(
                                            "/api/sessions/" + resting + "/message",
                                            "{\"text\":\"And?\"}")
                                    .code())
                    .isEqualTo("too_many_turns");
            elsewhere.addAll(small.seen());
        }
    }

    private static void wait(RunContext run) throws InterruptedException {
        if (run.message().equals("wait")) {
            new CountDownLatch(1).await();
        }
        Scripts.answer(run, "Done.");
    }

    @Test
    @Order(1)
    void aServerThatCannotServe(@TempDir Path data) throws Exception {
        try (Lab unready =
                Lab.startWith(Lab.config(data), packs -> Orchestrators.of(new Unready()))) {
            assertThat(unready.get("/health/ready").code()).isEqualTo("not_ready");
            assertThat(unready.post("/api/sessions", Lab.opening("dark")).code())
                    .isEqualTo("orchestrator_unavailable");
        }
    }

    private static final class Unready implements Orchestrator {
        @Override
        public String name() {
            return "unready";
        }

        @Override
        public String description() {
            return "Has no model.";
        }

        @Override
        public Readiness readiness() {
            return new Readiness.NotReady(List.of("It needs a model."));
        }

        @Override
        public RunSummary run(RunContext run) {
            throw new IllegalStateException("it is not ready");
        }
    }

    @Test
    @Order(2)
    void everyDescribedStatusWasMet() {
        Set<Lab.Seen> seen = new HashSet<>(lab.seen());
        seen.addAll(elsewhere);
        Set<Lab.Seen> missing = new HashSet<>();
        for (Operation operation : api.operations()) {
            operation.statuses().stream()
                    .map(status -> new Lab.Seen(operation.id(), Integer.parseInt(status)))
                    .filter(one -> !CAUSED_ELSEWHERE.contains(one.status()))
                    .filter(one -> !seen.contains(one))
                    .forEach(missing::add);
        }
        assertThat(missing).isEmpty();
    }
}
