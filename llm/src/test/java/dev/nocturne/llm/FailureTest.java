package dev.nocturne.llm;

import static dev.nocturne.llm.Script.breaksAfter;
import static dev.nocturne.llm.Script.calls;
import static dev.nocturne.llm.Script.fails;
import static dev.nocturne.llm.Script.finishes;
import static dev.nocturne.llm.Script.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.llm.agent.Budget;
import dev.nocturne.llm.model.FinishReason;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Models that fail, make mistakes, loop or spend too much, and what the user sees of it. */
@Timeout(120)
class FailureTest {
    private static final String WELL = "All is well.";
    private static final String ASK = "TelemetryAgent {\"question\":\"a\"}";

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    private String answer(SessionId session) {
        return lab.event(session, "message.complete").path("text").asString();
    }

    private JsonNode error(SessionId session) {
        return lab.event(session, "error");
    }

    @Test
    void aProviderInTroubleIsAskedAgainAndTheUserIsTold() throws Exception {
        lab.model("Orchestrator")
                .then(
                        (request, listener) -> {
                            throw new ModelFailure(
                                    ModelFailure.Kind.RATE_LIMITED,
                                    "Too many requests.",
                                    Duration.ofSeconds(7));
                        },
                        fails(ModelFailure.Kind.UNAVAILABLE),
                        says(WELL));

        SessionId session = lab.investigate();

        assertThat(answer(session)).isEqualTo(WELL);
        assertThat(lab.pauses).hasSize(2);
        assertThat(lab.pauses.getFirst()).isEqualTo(Duration.ofSeconds(7));
        assertThat(lab.pauses.getLast()).isLessThan(Duration.ofSeconds(3));
        assertThat(lab.events(session, "status"))
                .extracting(s -> s.path("message").asString())
                .containsExactly(
                        "Too many requests. Next attempt in 7.0s.",
                        "The provider is out of order (UNAVAILABLE). Next attempt in "
                                + seconds(lab.pauses.getLast())
                                + ".");
        assertThat(lab.events(session, "model.request")).hasSize(3);
    }

    private static String seconds(Duration pause) {
        return String.format(java.util.Locale.ROOT, "%.1fs", pause.toMillis() / 1000.0);
    }

    @Test
    void aProviderThatStaysInTroubleEndsTheTurnWithWhatIsKnown() throws Exception {
        lab.model("Orchestrator").then(calls(ASK)).then(fails(ModelFailure.Kind.UNAVAILABLE));
        lab.model("TelemetryAgent").then(says("OPT-AST-BRN-1 is dark."));

        SessionId session = lab.investigate();

        assertThat(error(session).path("code").asString()).isEqualTo("model_unavailable");
        assertThat(error(session).path("recoverable").asBoolean()).isTrue();
        assertThat(answer(session))
                .contains("Partial answer", "OPT-AST-BRN-1 is dark. ".strip(), "says the analysis");
        assertThat(lab.event(session, "diagnosis").path("source").asString())
                .isEqualTo("investigator");
        assertThat(lab.pauses).hasSize(4);
    }

    @Test
    void aWrongKeyIsNotTriedTwice() throws Exception {
        lab.model("Orchestrator").then(fails(ModelFailure.Kind.UNAUTHORIZED));

        SessionId session = lab.investigate();

        assertThat(error(session).path("code").asString()).isEqualTo("model_unauthorized");
        assertThat(lab.pauses).isEmpty();
    }

    @Test
    void anAnswerThatBreaksOffStartsAgainAndSaysSo() throws Exception {
        String half = "The answer is long and ".repeat(40);
        lab.model("Orchestrator").then(breaksAfter(half), says(WELL));

        SessionId session = lab.investigate();

        assertThat(answer(session))
                .startsWith(half)
                .contains("The answer starts over")
                .endsWith(WELL);
        lab.event(session, "run.complete");
    }

    @Test
    void aConversationTooLongForTheModelIsShortened() throws Exception {
        lab.model("Orchestrator")
                .then(calls(ASK))
                .then(fails(ModelFailure.Kind.CONTEXT_OVERFLOW), says(WELL));
        lab.model("TelemetryAgent").then(says("x".repeat(9_000)));

        SessionId session = lab.investigate();

        assertThat(answer(session)).isEqualTo(WELL);
        List<Message> second = lab.scriptOf("Orchestrator").requests.get(2).messages();
        assertThat(((Message.ToolReply) second.getLast()).text()).contains("[shortened");
        assertThat(second.get(1))
                .isEqualTo(lab.scriptOf("Orchestrator").requests.get(0).messages().get(1));
    }

    @Test
    void wrongArgumentsGoBackToTheModel() throws Exception {
        lab.model("Orchestrator")
                .then(calls("TelemetryAgent {\"question\":"))
                .then(calls("TelemetryAgent {\"q\":1}"))
                .then(calls(ASK))
                .then(says(WELL));
        lab.model("TelemetryAgent").then(says("ok"));

        SessionId session = lab.investigate();

        assertThat(answer(session)).isEqualTo(WELL);
        var requests = lab.scriptOf("Orchestrator").requests;
        assertThat(((Message.ToolReply) requests.get(1).messages().getLast()).text())
                .contains("not valid JSON");
        assertThat(((Message.ToolReply) requests.get(2).messages().getLast()).text())
                .contains("\"question\" is missing");
        assertThat(lab.events(session, "tool_call.start")).hasSize(1);
    }

    @Test
    void aModelThatCannotUseTheToolsEndsTheTurn() throws Exception {
        Script lead = lab.model("Orchestrator");
        for (int i = 0; i < 4; i++) {
            lead.then(calls("TelemetryAgent {\"q\":" + i + "}"));
        }

        assertThat(error(lab.investigate()).path("code").asString())
                .isEqualTo("model_wrong_arguments");
    }

    @Test
    void toolsThatDoNotExistEndTheTurnWhenTheModelInsists() throws Exception {
        Script lead = lab.model("Orchestrator");
        for (int i = 0; i < 4; i++) {
            lead.then(calls("format_disk {}"));
        }

        SessionId session = lab.investigate();

        assertThat(error(session).path("code").asString()).isEqualTo("model_unknown_tool");
        assertThat(((Message.ToolReply) lead.requests.get(1).messages().getLast()).text())
                .contains("There is no tool \"format_disk\"", "TelemetryAgent");
    }

    @ParameterizedTest
    @CsvSource({"REFUSAL, model_refusal", "CONTENT_FILTER, model_content_filter"})
    void aModelThatWillNotAnswerEndsTheTurn(FinishReason finish, String code) throws Exception {
        lab.model("Orchestrator").then(finishes(finish, ""));

        assertThat(error(lab.investigate()).path("code").asString()).isEqualTo(code);
    }

    @Test
    void anEmptyAnswerIsAskedForOnceMore() throws Exception {
        lab.model("Orchestrator").then(finishes(FinishReason.STOP, " ")).then(says(WELL));

        assertThat(answer(lab.investigate())).isEqualTo(WELL);
    }

    @Test
    void twoEmptyAnswersEndTheTurn() throws Exception {
        lab.model("Orchestrator")
                .then(finishes(FinishReason.STOP, ""))
                .then(finishes(FinishReason.STOP, ""));

        assertThat(error(lab.investigate()).path("code").asString())
                .isEqualTo("model_empty_answer");
    }

    @Test
    void aSpecialistThatFailsDoesNotEndTheRun() throws Exception {
        lab.model("Orchestrator").then(calls(ASK)).then(says(WELL));
        lab.model("TelemetryAgent").then(fails(ModelFailure.Kind.UNKNOWN_MODEL));

        SessionId session = lab.investigate();

        assertThat(answer(session)).isEqualTo(WELL);
        assertThat(lab.event(session, "tool_call.complete").path("response").asString())
                .startsWith("FAILED: [model_unknown_model]");
    }

    @Test
    void aModelThatRepeatsItsCallsHasToAnswer() throws Exception {
        Script lead = lab.model("Orchestrator");
        for (int i = 0; i < 4; i++) {
            lead.then(calls(ASK));
        }
        lead.then(says(WELL));
        lab.model("TelemetryAgent").then(says("the same"));

        SessionId session = lab.investigate();

        assertThat(answer(session))
                .startsWith(WELL)
                .contains("Partial answer", "the same calls were repeated");
        assertThat(lab.events(session, "tool_call.start")).hasSize(1);
        assertThat(lead.requests.getLast().toolsAllowed()).isFalse();
        assertThat(((Message.ToolReply) lead.requests.get(2).messages().getLast()).text())
                .contains("you made this call before", "the same");
        lab.event(session, "run.complete");
    }

    @Test
    void aSpentBudgetEndsInAnAnswer() throws Exception {
        lab.budget =
                new Budget(
                        3,
                        Budget.DEFAULT.tokens(),
                        Budget.DEFAULT.dollars(),
                        Budget.DEFAULT.contextTokens(),
                        Budget.DEFAULT.outputTokens(),
                        Budget.DEFAULT.modelTimeout(),
                        Budget.DEFAULT.specialistTimeout(),
                        Budget.DEFAULT.turnTime(),
                        Budget.DEFAULT.parallelCalls());
        lab.restart();
        Script lead = lab.model("Orchestrator");
        for (int i = 0; i < 2; i++) {
            lead.then(calls("TelemetryAgent {\"question\":\"" + i + "\"}"));
        }
        lead.then(calls(ASK));
        lab.model("TelemetryAgent").then(says("found something"));

        SessionId session = lab.investigate();

        assertThat(answer(session))
                .contains("found something", "says the analysis", "limit of model calls");
        assertThat(lab.event(session, "diagnosis").path("partial").asBoolean()).isTrue();
        lab.event(session, "run.complete");
    }

    @Test
    void whatIsPrivateDoesNotLeaveAndComesBack() throws Exception {
        lab.model("Orchestrator")
                .then((request, listener) -> {
                    String text = ((Message.Input) request.messages().getLast()).text();
                    String name = text.replaceAll("(?s).*(EMAIL_\\w+).*", "$1");
                    return says("Write to " + name + ".").play(request, listener);
                });

        SessionId session = lab.sessions().begin("SVC-01 is down, says ann@example.org.");
        lab.sessions().awaitEnd(session);

        assertThat(lab.scriptOf("Orchestrator").requests.toString())
                .doesNotContain("ann@example.org")
                .contains("SVC-01");
        assertThat(answer(session)).isEqualTo("Write to ann@example.org.");
        assertThat(lab.event(session, "model.request").path("replaced").path("email").asInt())
                .isEqualTo(1);
    }
}
