package dev.nocturne.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.log.Lease;
import dev.nocturne.core.session.Fold;
import dev.nocturne.core.session.SessionDetail;
import dev.nocturne.core.session.SessionSnapshot;
import dev.nocturne.core.session.SessionState;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class LatestEventsTest {
    private static final SessionId ID = new SessionId("ses-1");

    /** More than a page. */
    private static final int MANY = 2_500;

    private final InMemoryStore store = new InMemoryStore(() -> TestClock.START);
    private final List<Event> log = new ArrayList<>();

    private void add(String name, String data) {
        log.add(new Event(log.size() + 1L, name, 0, Instant.EPOCH, data));
    }

    private SessionState stored() {
        SessionState state = SessionState.empty(ID);
        for (Event event : log) {
            state = Fold.apply(state, event);
        }
        Lease lease = store.acquire(ID, "test", Duration.ofMinutes(1));
        var checkpoint = Samples.checkpoint(ID, log.size());
        store.append(
                new Append(
                        ID,
                        1,
                        ((Lease.Granted) lease).token(),
                        log,
                        checkpoint,
                        List.of(),
                        List.of()));
        return state;
    }

    private SessionDetail read(SessionState state) {
        return LatestEvents.read(new SessionSnapshot(state, state.seq(), false, store));
    }

    /** As a checkpoint of an earlier version has it. */
    private static SessionState withoutPositions(SessionState state) {
        ObjectNode json = EventCodec.JSON.valueToTree(state);
        json.remove("latest");
        return EventCodec.JSON.treeToValue(json, SessionState.class);
    }

    private void beginWithAnswer() {
        add("user_message", "{\"text\":\"alert\"}");
        add("message.start", "{\"id\":\"m\"}");
        add("message.complete", "{\"id\":\"m\",\"text\":\"It was the fuse.\"}");
        add("run.complete", "{\"steps\":0,\"time\":\"1.0s\"}");
        add("user_message", "{\"text\":\"again\"}");
        for (int i = 0; i < MANY; i++) {
            add("x.tick", "{}");
        }
    }

    @Test
    void whatAnEarlierVersionStoredIsFoundByReadingBack() {
        beginWithAnswer();
        SessionState state = stored();
        for (SessionState each : List.of(state, withoutPositions(state))) {
            SessionDetail detail = read(each);
            assertThat(detail.alert()).isEqualTo("alert");
            assertThat(detail.diagnosis()).isEqualTo("It was the fuse.");
            assertThat(detail.runMeta()).contains("1.0s");
            assertThat(detail.errorDetail()).isNull();
        }
    }

    @Test
    void anErrorOfAnEarlierTurnIsNotShown() {
        add("user_message", "{\"text\":\"alert\"}");
        add("error", "{\"message\":\"lost\"}");
        SessionState failed = SessionState.empty(ID);
        for (Event event : log) {
            failed = Fold.apply(failed, event);
        }
        add("user_message", "{\"text\":\"again\"}");
        SessionState state = stored();
        assertThat(read(failed).errorDetail()).isEqualTo("lost");
        for (SessionState each : List.of(state, withoutPositions(state))) {
            assertThat(read(each).errorDetail()).isNull();
            assertThat(read(each).diagnosis()).isNull();
        }
    }
}
