package dev.nocturne.llm;

import static dev.nocturne.llm.Script.calls;
import static dev.nocturne.llm.Script.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.session.ApprovalDecision;
import dev.nocturne.llm.lead.ApprovalPolicy;
import dev.nocturne.llm.model.Message;
import dev.nocturne.testkit.session.TestSessions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A model that asks for a call with side effects, also because a text instructs it to. */
@Timeout(120)
class DispatchTest {
    private static final String SEND =
            "dispatch_field_engineer {\"entity\":\"OPT-AST-BRN-1\",\"urgency\":\"CRITICAL\",\"summary\":\"Splice it.\"}";

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    private SessionId wantsToSend() throws InterruptedException {
        lab.model("Orchestrator").then(calls(SEND)).then(says("An engineer may go."));
        SessionId session = lab.sessions().begin(Lab.ALERT);
        lab.sessions().awaitEvent(session, "approval.requested");
        return session;
    }

    private void decide(SessionId session, ApprovalDecision decision, String note)
            throws InterruptedException {
        String id = lab.event(session, "approval.requested").path("id").asString();
        TestSessions.ok(
                lab.sessions()
                        .sessions()
                        .resolve(TestSessions.OWNER, session, id, decision, note, null));
        lab.sessions().awaitEnd(session);
    }

    @Test
    void noEngineerIsSentBeforeAPersonApproves() throws Exception {
        SessionId session = wantsToSend();
        JsonNode asked = lab.event(session, "approval.requested");
        assertThat(asked.path("tool").asString()).isEqualTo("dispatch_field_engineer");
        assertThat(asked.path("arguments").path("entity").asString()).isEqualTo("OPT-AST-BRN-1");
        assertThat(lab.dispatched).hasValue(0);

        decide(session, ApprovalDecision.APPROVE, "go");

        assertThat(lab.dispatched).hasValue(1);
        JsonNode call = lab.event(session, "tool_call.complete");
        assertThat(call.path("is_action").asBoolean()).isTrue();
        assertThat(call.path("action").path("dispatch_time").asString()).isNotEmpty();
    }

    @Test
    void aNoReachesTheModelWithItsReason() throws Exception {
        SessionId session = wantsToSend();

        decide(session, ApprovalDecision.DENY, "road closed");

        assertThat(lab.dispatched).hasValue(0);
        Message reply = lab.scriptOf("Orchestrator").requests.getLast().messages().getLast();
        assertThat(((Message.ToolReply) reply).text()).contains("approval_denied", "road closed");
        lab.event(session, "run.complete");
    }

    @Test
    void aRestartLosesNeitherTheQuestionNorTheAnswer() throws Exception {
        SessionId session = wantsToSend();

        lab.restart();
        decide(session, ApprovalDecision.APPROVE, "");

        assertThat(lab.dispatched).hasValue(1);
        lab.event(session, "run.complete");
    }

    @Test
    void noAnswerInTimeIsADenial() throws Exception {
        lab.approvals = new ApprovalPolicy(true, Duration.ofMillis(50));
        lab.restart();
        lab.model("Orchestrator").then(calls(SEND)).then(says("No engineer went."));

        SessionId session = lab.investigate();

        assertThat(lab.dispatched).hasValue(0);
        assertThat(lab.event(session, "approval.resolved").path("by").asString())
                .isEqualTo("expiry");
    }

    @Test
    void aSpecialistCannotSendAnybodyWhateverATextTellsIt() throws Exception {
        lab.model("Orchestrator")
                .then(calls("HistoricalTicketAgent {\"question\":\"before?\"}"))
                .then(says("done"));
        lab.model("HistoricalTicketAgent").then(calls(SEND)).then(says("It cannot be done."));

        SessionId session = lab.investigate();

        assertThat(lab.dispatched).hasValue(0);
        assertThat(lab.events(session, "approval.requested")).isEmpty();
        Message reply =
                lab.scriptOf("HistoricalTicketAgent").requests.getLast().messages().getLast();
        assertThat(((Message.ToolReply) reply).text()).startsWith("There is no tool");
    }

    @Test
    void whoSwitchedApprovalsOffIsNotAsked() throws Exception {
        lab.approvals = new ApprovalPolicy(false, Duration.ofMinutes(1));
        lab.restart();
        lab.model("Orchestrator").then(calls(SEND)).then(says("An engineer went."));

        SessionId session = lab.investigate();

        assertThat(lab.dispatched).hasValue(1);
        assertThat(lab.events(session, "approval.requested")).isEmpty();
    }
}
