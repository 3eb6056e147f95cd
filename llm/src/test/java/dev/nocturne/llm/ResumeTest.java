package dev.nocturne.llm;

import static dev.nocturne.llm.Script.calls;
import static dev.nocturne.llm.Script.hangsAfter;
import static dev.nocturne.llm.Script.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.testkit.session.TestSessions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Runs that are cut off, and cancelled ones. */
@Timeout(120)
class ResumeTest {
    private static final String ANSWER = "The root cause is OPT-AST-BRN-1 [E1]. ".repeat(60);
    private final Lab lab = new Lab();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @AfterEach
    void close() {
        lab.close();
    }

    /** Six model calls; the one numbered so hangs at its first attempt. */
    private void script(int hanging) {
        String half = ANSWER.substring(0, ANSWER.length() / 2);
        Script.Line hang = hangsAfter("", hangs, interrupted);
        lab.model("Orchestrator")
                .then(at(0, hanging, hang, calls("TelemetryAgent {\"question\":\"a\"}")))
                .then(at(3, hanging, hang, calls("GraphExplorerAgent {\"question\":\"b\"}")))
                .then(at(5, hanging, hangsAfter(half, hangs, interrupted), says(ANSWER)));
        lab.model("TelemetryAgent")
                .then(at(1, hanging, hang, calls("query_data {\"sql\":\"SELECT 1 AS one\"}")))
                .then(at(2, hanging, hang, says("one is one")));
        lab.model("GraphExplorerAgent").then(at(4, hanging, hang, says("all hangs together")));
    }

    private static Script.Line[] at(int number, int hanging, Script.Line hang, Script.Line line) {
        return number == hanging ? new Script.Line[] {hang, line} : new Script.Line[] {line};
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aRunThatIsCutOffGoesOnWithItsNextModelCall(int hanging) throws Exception {
        script(hanging);
        SessionId session = lab.sessions().begin(Lab.ALERT);
        assertThat(hangs.await(60, TimeUnit.SECONDS)).isTrue();
        List<JsonNode> before = lab.events(session, "tool_call.start");

        lab.restart();

        assertThat(lab.sessions().awaitEnd(session)).isEqualTo("completed");
        assertThat(lab.events(session, "message.complete").getLast().path("text").asString())
                .isEqualTo(ANSWER);
        assertThat(lab.events(session, "model.response"))
                .as("each answer once")
                .extracting(r -> r.path("key").asString())
                .doesNotHaveDuplicates()
                .hasSize(6);
        assertThat(lab.events(session, "tool_call.start"))
                .as("no call again, under the ids they had")
                .hasSize(2)
                .containsAll(before);
        assertThat(lab.event(session, "run.complete").path("tokens").path("input").asInt())
                .as("what was recorded counts")
                .isEqualTo(600);
    }

    @Test
    void anAnswerCutOffGoesOnInTheSameMessage() throws Exception {
        script(5);
        SessionId session = lab.sessions().begin(Lab.ALERT);
        lab.sessions().awaitEvent(session, "message.delta");

        lab.restart();
        lab.sessions().awaitEnd(session);

        assertThat(lab.event(session, "message.start").path("id"))
                .isEqualTo(lab.event(session, "message.complete").path("id"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5})
    void aCancelReachesTheModelAtOnceAndNothingComesLater(int hanging) throws Exception {
        script(hanging);
        SessionId session = lab.sessions().begin(Lab.ALERT);
        assertThat(hangs.await(60, TimeUnit.SECONDS)).isTrue();

        TestSessions.ok(lab.sessions().sessions().cancel(TestSessions.OWNER, session, null));

        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lab.sessions().awaitEnd(session)).isEqualTo("cancelled");
        int length = lab.log(session).size();
        lab.model("Orchestrator").then(says("Still here."));
        TestAsk.ask(lab, session, "Anybody there?");
        assertThat(lab.log(session).get(length).name()).isEqualTo("user_message");
        assertThat(lab.events(session, "message.complete").getLast().path("text").asString())
                .isEqualTo("Still here.");
    }
}
