package dev.nocturne.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.run.Approval;
import dev.nocturne.core.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class FoldTest {
    private Instant at = Instant.EPOCH;
    private SessionState state = SessionState.empty(new SessionId("s"));

    private final List<Event> log = new ArrayList<>();

    private void add(String name, String data) {
        log.add(new Event(state.seq() + 1, name, 0, at, data));
        state = Fold.apply(state, log.getLast());
    }

    @Test
    void malformedAndUnknownPayloadsMoveNothingButThePosition() {
        add("user_message", "{\"text\":\"alert\"}");
        SessionState before = state;
        for (String data :
                new String[] {"{}", "{\"id\":7}", "{\"text\":null}", "{\"message\":[1]}"}) {
            for (String name :
                    new String[] {
                        "tool_call.start", "message.delta", "run.complete", "error", "new.thing"
                    }) {
                add(name, data);
            }
        }
        assertThat(state.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(state.seq()).isEqualTo(before.seq() + 20);
        assertThat(state.openCalls()).isEmpty();
    }

    @Test
    void onlyWhatIsCompleteIsSettled() {
        add("user_message", "{\"text\":\"alert\"}");
        add("tool_call.start", call("a", 1));
        add("tool_call.start", call("b", 2));
        assertThat(state.settled()).isEqualTo(1);
        add("tool_call.complete", end("a", 1));
        assertThat(state.settled()).isEqualTo(1);
        add("tool_call.complete", end("b", 2));
        assertThat(state.settled()).isEqualTo(5);
        add("message.start", "{\"id\":\"m\"}");
        add("message.delta", "{\"id\":\"m\",\"text\":\"t\"}");
        assertThat(state.settled()).isEqualTo(5);
        add("message.complete", "{\"id\":\"m\",\"text\":\"t\"}");
        assertThat(state.settled()).isEqualTo(8);
    }

    @Test
    void openApprovalsAreKeptInOrderAndTheTimeWaitedForThemIsSummedUp() {
        add("user_message", "{\"text\":\"alert\"}");
        add("tool_call.start", call("a", 1));
        at = at.plusSeconds(5);
        add("approval.requested", approval("p", "a"));
        add("approval.requested", approval("elsewhere", "b"));
        at = at.plusSeconds(5);
        add("approval.requested", approval("q", "a"));
        add("approval.requested", approval("p", "a"));
        assertThat(state.approvals()).extracting(OpenApproval::id).containsExactly("p", "q");
        assertThat(state.onlyWaits()).isTrue();
        at = at.plusSeconds(10);
        add("approval.resolved", resolved("p"));
        assertThat(state.waited(at)).isEqualTo(Duration.ofSeconds(15));
        add("approval.resolved", resolved("q"));
        add("approval.resolved", resolved("q"));
        at = at.plusSeconds(100);
        assertThat(state.waited(at)).isEqualTo(Duration.ofSeconds(15));
        assertThat(state.onlyWaits()).isFalse();
        add("approval.requested", approval("r", "a"));
        at = at.plusSeconds(1);
        assertThat(state.waited(at)).isEqualTo(Duration.ofSeconds(16));
        add("error", "{\"message\":\"over\"}");
        assertThat(state.approvals()).isEmpty();
        add("user_message", "{\"text\":\"again\"}");
        assertThat(state.waited(at)).isEqualTo(Duration.ZERO);
    }

    @Test
    void noMoreApprovalsAreKeptThanMayBeOpen() {
        add("user_message", "{\"text\":\"alert\"}");
        add("tool_call.start", call("a", 1));
        for (int i = 0; i < 30; i++) {
            add("approval.requested", approval("p" + i, "a"));
        }
        assertThat(state.approvals()).hasSize(Approval.MOST_OPEN);
    }

    @Test
    void aStateStoredBeforeThereWereApprovalsIsRead() {
        add("user_message", "{\"text\":\"alert\"}");
        ObjectNode stored = EventCodec.object(EventCodec.JSON.writeValueAsString(state));
        stored.remove(List.of("approvals", "waiting_since", "waited", "excused"));
        assertThat(EventCodec.JSON.treeToValue(stored, SessionState.class)).isEqualTo(state);
    }

    private static String approval(String id, String call) {
        return "{\"id\":\""
                + id
                + "\",\"call\":\""
                + call
                + "\",\"tool\":\"t\",\"arguments\":{\"n\":1},\"expires_at\":\"2026-01-01T00:00:00Z\"}";
    }

    private static String resolved(String id) {
        return "{\"id\":\"" + id + "\",\"decision\":\"deny\",\"by\":\"x\"}";
    }

    private void answerAndFail() {
        add("user_message", "{\"text\":\"alert\"}");
        add("message.start", "{\"id\":\"m\"}");
        add("message.complete", "{\"id\":\"m\",\"text\":\"t\"}");
        add("run.complete", "{\"steps\":0,\"time\":\"1.0s\"}");
        add("user_message", "{\"text\":\"again\"}");
        assertThat(state.latest()).isEqualTo(new Latest(3, 4, 0));
        add("error", "{\"message\":\"lost\"}");
    }

    @Test
    void thePositionsOfTheLastAnswerAndEndsAreKept() {
        answerAndFail();
        assertThat(state.latest()).isEqualTo(new Latest(3, 4, 6));
        add("user_message", "{\"text\":\"once more\"}");
        assertThat(state.latest()).isEqualTo(new Latest(3, 4, 0));
    }

    @Test
    void aStateStoredWithoutThesePositionsLearnsThemAndIsNotCalledDamaged() {
        answerAndFail();
        ObjectNode old =
                (ObjectNode) EventCodec.JSON.readTree(StoredState.checkpoint(state).state());
        old.remove("latest");
        Checkpoint stored = withState(StoredState.checkpoint(state), old.toString());
        assertThat(audit(stored).agrees()).isTrue();

        state = StoredState.decode(stored);
        assertThat(state.latest().isKnown()).isFalse();
        add("user_message", "{\"text\":\"once more\"}");
        add("message.complete", "{\"id\":\"m\",\"text\":\"t\"}");
        assertThat(state.latest()).isEqualTo(new Latest(8, Latest.UNKNOWN_SEQ, 0));
        assertThat(audit(StoredState.checkpoint(state)).agrees()).isTrue();

        ObjectNode altered =
                (ObjectNode) EventCodec.JSON.readTree(StoredState.checkpoint(state).state());
        ((ObjectNode) altered.path("latest")).put("answer", 3);
        Checkpoint wrong = withState(StoredState.checkpoint(state), altered.toString());
        assertThat(audit(wrong).agrees()).isFalse();
    }

    private CheckpointAudit audit(Checkpoint checkpoint) {
        CheckpointAudit audit = new CheckpointAudit(checkpoint);
        log.forEach(audit::add);
        return audit;
    }

    private static Checkpoint withState(Checkpoint c, String state) {
        return new Checkpoint(
                c.session(),
                c.seq(),
                c.owner(),
                c.environment(),
                c.status(),
                c.createdAt(),
                c.updatedAt(),
                c.searchText(),
                state);
    }

    @Test
    void anEndAtRestIsNoMove() {
        add("run.complete", "{\"steps\":1,\"time\":\"1.0s\"}");
        assertThat(state.status()).isEqualTo(Status.PENDING);
    }

    @Test
    void aHoleInTheLogIsABrokenInvariant() {
        Event second = new Event(2, "status", 0, Instant.EPOCH, "{}");
        assertThatThrownBy(() -> Fold.apply(state, second))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event 2 of s does not follow 0");
    }

    private static String call(String id, int step) {
        return "{\"id\":\""
                + id
                + "\",\"step\":"
                + step
                + ",\"agent\":\"A\",\"query\":\"q\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";
    }

    private static String end(String id, int step) {
        return "{\"id\":\""
                + id
                + "\",\"step\":"
                + step
                + ",\"agent\":\"A\",\"duration\":\"0.1s\",\"query\":\"q\",\"response\":\"r\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";
    }
}
