package dev.nocturne.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.client.WireEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a session's events is judged. */
class RecorderTest {
    private final List<String> asked = new ArrayList<>();
    private final Recorder recorder = new Recorder(asked::add);
    private long seq;

    private void event(String name, String data) {
        recorder.onEvent(new WireEvent(++seq, name, data));
    }

    @Test
    void everyRequestedApprovalIsReported() {
        event("approval.requested", "{\"id\":\"apr-1\"}");

        assertThat(asked).containsExactly("apr-1");
    }

    @Test
    void theLastDiagnosisAndTheLastAnswerCount() {
        event("run.start", "{}");
        event("tool_call.complete", "{}");
        event("diagnosis", "{\"verdict\":\"no_fault\"}");
        event("tool_call.complete", "{}");
        event(
                "diagnosis",
                """
                {"verdict":"fault","root_causes":[{"entity":"A"},"B",{"x":1}],
                 "affected":[{"entity":" S1 "},"S2",7,null]}\
                """);
        event("message.complete", "{\"id\":\"m\",\"text\":\"It is A.\"}");
        event("run.complete", "{\"tokens\":{\"input\":1200,\"output\":34,\"cached\":5}}");

        assertThat(recorder.finish("s1", "completed", 2))
                .isEqualTo(
                        new SessionResult(
                                "s1",
                                "fault",
                                List.of("A", "B"),
                                List.of("S1", "S2", "7"),
                                "It is A.",
                                2,
                                2,
                                new SessionResult.Tokens(1200, 34),
                                null));
    }

    @Test
    void aRunThatReportsNoTokensHasNone() {
        event("diagnosis", "{\"verdict\":\"no_fault\"}");
        event("run.complete", "{\"steps\":0,\"time\":\"0.1s\"}");

        assertThat(recorder.finish("s1", "completed", 2).tokens()).isNull();
    }

    @Test
    void theDiagnosisOfATurnThatFailedDoesNotCount() {
        event("diagnosis", "{\"verdict\":\"fault\",\"root_causes\":[{\"entity\":\"A\"}]}");
        event("error", "{\"code\":\"deadline_exceeded\",\"message\":\"15 minutes are over\"}");
        SessionResult outcome = recorder.finish("s1", "failed", 2);

        assertThat(outcome.error()).isEqualTo("[deadline_exceeded] 15 minutes are over");
        assertThat(outcome.verdict()).isEmpty();
        assertThat(outcome.causes()).isEmpty();
    }

    @Test
    void aSessionWithoutADiagnosisHasFailed() {
        event("diagnosis", "no JSON");
        event("message.complete", "{\"id\":\"m\",\"text\":\"I do not know.\"}");

        assertThat(recorder.finish("s1", "completed", 2).error()).contains("no diagnosis");
        assertThat(recorder.finish("s1", "deleted", 2).error()).contains("deleted");
    }
}
