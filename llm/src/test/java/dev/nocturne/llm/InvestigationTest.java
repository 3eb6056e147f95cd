package dev.nocturne.llm;

import static dev.nocturne.llm.Script.calls;
import static dev.nocturne.llm.Script.callsAfter;
import static dev.nocturne.llm.Script.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.llm.model.Message;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A whole turn that a model leads, as its log records it. */
@Timeout(120)
class InvestigationTest {
    private static final String RECORD =
            "record_diagnosis {\"verdict\":\"fault\",\"root_causes\":[{\"entity\":\"OPT-AST-BRN-1\",\"evidence\":[\"E1\"]}],"
                    + "\"affected\":[{\"entity\":\"SVC-01\",\"impact\":\"down\",\"evidence\":[\"E2\"]}],"
                    + "\"claims\":[{\"text\":\"It began at 14:37.\",\"evidence\":[\"E1\"]},{\"text\":\"The moon is full.\",\"evidence\":[\"E99\"]}]}";
    private static final String ANSWER = "The root cause is **OPT-AST-BRN-1** [E1]. ".repeat(30);

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    private void twoSpecialists() {
        lab.model("Orchestrator")
                .then(
                        callsAfter(
                                "First the alarms and the graph.",
                                "TelemetryAgent {\"question\":\"Which alarms?\"}",
                                "GraphExplorerAgent {\"question\":\"What does SVC-01 need?\"}"))
                .then(calls(RECORD))
                .then(calls(RECORD.replace("full", "round")))
                .then(says(ANSWER));
        lab.model("TelemetryAgent")
                .then(
                        calls(
                                "query_data {\"sql\":\"SELECT EntityId, count(*) AS n FROM AlertStream GROUP BY EntityId ORDER BY n DESC\"}"))
                .then(says("Most alarms are on ports of OPT-AST-BRN-1."));
        lab.model("GraphExplorerAgent")
                .then(calls("walk_graph {\"start\":\"SVC-01\",\"direction\":\"out\",\"hops\":3}"))
                .then(says("SVC-01 needs OPT-AST-BRN-1."));
    }

    @Test
    void specialistsWorkAndTheirRowsAreThoseOfTheirQueries() throws Exception {
        twoSpecialists();

        SessionId session = lab.investigate();

        List<JsonNode> calls = lab.events(session, "tool_call.complete");
        assertThat(calls).hasSize(2);
        JsonNode telemetry = of(calls, "TelemetryAgent");
        assertThat(telemetry.path("query").asString()).isEqualTo("Which alarms?");
        assertThat(telemetry.path("response").asString()).startsWith("Most alarms");
        assertThat(telemetry.path("reasoning").asString())
                .isEqualTo("First the alarms and the graph.");
        assertThat(telemetry.path("sub_steps").path(0).path("query").asString())
                .startsWith("SELECT EntityId");
        JsonNode table = telemetry.path("visualizations").path(0);
        assertThat(table.path("type").asString()).isEqualTo("table");
        assertThat(table.path("data").path("rows").path(0).path(1).asInt()).isPositive();
        JsonNode graph = of(calls, "GraphExplorerAgent").path("visualizations").path(0);
        assertThat(graph.path("type").asString()).isEqualTo("graph");
        assertThat(graph.path("data").path("data").toString()).contains("SVC-01", "routed_on");
        assertThat(lab.events(session, "tool_call.progress"))
                .extracting(p -> p.path("status").asString())
                .containsExactlyInAnyOrder("running", "done", "running", "done");
    }

    private static JsonNode of(List<JsonNode> calls, String agent) {
        return calls.stream()
                .filter(c -> c.path("agent").asString().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theAnswerIsToldInPiecesAndTheTurnTellsWhatItUsed() throws Exception {
        twoSpecialists();

        SessionId session = lab.investigate();

        assertThat(lab.event(session, "message.complete").path("text").asString())
                .isEqualTo(ANSWER);
        assertThat(lab.events(session, "message.delta")).hasSizeGreaterThan(1);
        JsonNode tokens = lab.event(session, "run.complete").path("tokens");
        assertThat(tokens.path("input").asInt()).isEqualTo(800);
        assertThat(tokens.path("output").asInt()).isEqualTo(80);
        assertThat(tokens.path("cached").asInt()).isEqualTo(320);
        assertThat(tokens.path("cost").asDouble()).isEqualTo(0.00224);
    }

    @Test
    void theDiagnosisSaysWhatIsBorneOutAndHowTheInvestigatorSeesIt() throws Exception {
        twoSpecialists();

        SessionId session = lab.investigate();

        JsonNode diagnosis = lab.event(session, "diagnosis");
        assertThat(diagnosis.path("root_causes").path(0).path("entity").asString())
                .isEqualTo("OPT-AST-BRN-1");
        assertThat(diagnosis.path("root_causes").path(0).path("supported").asBoolean()).isTrue();
        assertThat(diagnosis.path("claims").path(0).path("supported").asBoolean()).isTrue();
        assertThat(diagnosis.path("claims").path(1).path("supported").asBoolean()).isFalse();
        assertThat(diagnosis.path("investigator").path("agrees").asBoolean()).isTrue();
        assertThat(diagnosis.path("evidence"))
                .extracting(e -> e.path("id").asString())
                .containsExactly("E1", "E2");
        List<String> names = lab.log(session).stream().map(Event::name).toList();
        assertThat(names.indexOf("diagnosis")).isLessThan(names.indexOf("message.start"));
    }

    @Test
    void aClaimWithoutEvidenceIsGivenBackOnce() throws Exception {
        twoSpecialists();

        lab.investigate();

        Script lead = lab.scriptOf("Orchestrator");
        Message last = lead.requests.get(2).messages().getLast();
        assertThat(last).isInstanceOf(Message.ToolReply.class);
        assertThat(((Message.ToolReply) last).text())
                .contains("Not recorded yet", "The moon is full.");
        assertThat(lead.requests.get(3).toolsAllowed()).isFalse();
    }

    @Test
    void callsOfOneAnswerRunAtTheSameTime() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        lab.model("Orchestrator")
                .then(
                        calls(
                                "TelemetryAgent {\"question\":\"a\"}",
                                "GraphExplorerAgent {\"question\":\"b\"}"))
                .then(says("done"));
        lab.model("TelemetryAgent").then(meets(together));
        lab.model("GraphExplorerAgent").then(meets(together));

        SessionId session = lab.investigate();

        List<String> names = lab.log(session).stream().map(Event::name).toList();
        assertThat(names.lastIndexOf("tool_call.start"))
                .isLessThan(names.indexOf("tool_call.complete"));
    }

    private static Script.Line meets(CyclicBarrier together) {
        return (request, listener) -> {
            try {
                together.await();
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            return says("met").play(request, listener);
        };
    }

    @Test
    void aCallBeginsBeforeTheAnswerItIsInIsComplete() throws Exception {
        CyclicBarrier begun = new CyclicBarrier(2);
        lab.model("Orchestrator")
                .then((request, listener) -> {
                    var whole =
                            calls("TelemetryAgent {\"question\":\"a\"}").play(request, listener);
                    await(begun);
                    return whole;
                })
                .then(says("done"));
        lab.model("TelemetryAgent")
                .then((request, listener) -> {
                    await(begun);
                    return says("ok").play(request, listener);
                });

        SessionId session = lab.investigate();

        List<String> names = lab.log(session).stream().map(Event::name).toList();
        assertThat(names.indexOf("tool_call.start")).isLessThan(names.indexOf("model.response"));
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatLeavesIsInTheLogBeforeWhatComes() throws Exception {
        twoSpecialists();

        SessionId session = lab.investigate();

        assertThat(lab.events(session, "model.request")).hasSize(8);
        JsonNode request = lab.events(session, "model.request").getFirst();
        assertThat(request.path("host").asString()).isEqualTo("models.example");
        assertThat(request.path("local").asBoolean()).isFalse();
        assertThat(request.path("bytes").asInt()).isPositive();
        List<String> names = lab.log(session).stream().map(Event::name).toList();
        assertThat(names.indexOf("model.request")).isLessThan(names.indexOf("model.response"));
    }

    @Test
    void aLaterTurnSeesWhatWasSaidAndFound() throws Exception {
        twoSpecialists();
        SessionId session = lab.investigate();
        lab.model("Orchestrator").then(says("Yes, as said [E2]."));

        TestAsk.ask(lab, session, "Is SVC-01 down?");

        Script lead = lab.scriptOf("Orchestrator");
        List<Message> sent = lead.requests.getFirst().messages();
        assertThat(sent).hasSize(4);
        assertThat(sent.get(1)).isInstanceOf(Message.Input.class);
        assertThat(((Message.Answer) sent.get(2)).text())
                .contains("[TelemetryAgent] Which alarms?", "The root cause is");
        assertThat(sent.get(3)).isEqualTo(new Message.Input("Is SVC-01 down?"));
        assertThat(lead.requests.getFirst().key()).isEqualTo("t1.m1");
        assertThat(lab.events(session, "message.complete").getLast().path("text").asString())
                .isEqualTo("Yes, as said [E2].");
    }

    @Test
    void aConclusionTheModelDidNotRecordIsReadFromItsAnswer() throws Exception {
        lab.model("Orchestrator")
                .then(calls("TelemetryAgent {\"question\":\"a\"}"))
                .then(says("The root cause is OPT-AST-BRN-1 [E1]. AGG-JOR-1 is not the cause."));
        lab.model("TelemetryAgent").then(says("OPT-AST-BRN-1 is dark."));

        SessionId session = lab.investigate();

        JsonNode diagnosis = lab.event(session, "diagnosis");
        assertThat(diagnosis.path("derived").asBoolean()).isTrue();
        assertThat(diagnosis.path("root_causes"))
                .extracting(c -> c.path("entity").asString())
                .containsExactly("OPT-AST-BRN-1");
        assertThat(diagnosis.path("root_causes").path(0).path("supported").asBoolean()).isTrue();
    }
}
