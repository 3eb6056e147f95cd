package dev.nocturne.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.session.Fold;
import dev.nocturne.core.session.SessionDetail;
import dev.nocturne.core.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GoldenHistoriesTest {
    static List<String> names() {
        return GoldenHistory.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStoredHistoryIsWellFormedAndFoldsToWhatItOnceWas(String name) {
        GoldenHistory history = GoldenHistory.read(name);
        JsonNode expected = history.expected();
        SessionState state = SessionState.empty(new SessionId(expected.get("id").asString()));
        SessionDetail detail = new SessionDetail();
        for (Event event : history.events()) {
            state = Fold.apply(state, event);
            detail.add(event);
        }
        assertThat(LogRules.breaches(history.events())).isEqualTo(breaches(expected));
        assertThat(state.settled())
                .isEqualTo(expected.path("settled").asInt(history.events().size()));
        assertThat(state.status().wireName()).isEqualTo(expected.get("status").asString());
        assertThat(state.environment()).isEqualTo(expected.get("environment").asString());
        assertThat(state.threadId()).isEqualTo(expected.get("thread_id").asString());
        assertThat(state.turn()).isEqualTo(expected.get("turn_count").asInt());
        assertThat(state.stepCount()).isEqualTo(expected.get("steps").asInt());
        assertThat(history.events().stream().filter(SessionDetail::isStep))
                .hasSize(expected.get("steps").asInt());
        assertThat(detail.alert()).isEqualTo(expected.get("alert_text").asString());
        assertThat(orEmpty(detail.diagnosis())).isEqualTo(expected.get("diagnosis").asString());
        assertThat(orEmpty(detail.errorDetail()))
                .isEqualTo(expected.get("error_detail").asString());
        assertThat(detail.runMeta() == null ? null : EventCodec.JSON.readTree(detail.runMeta()))
                .isEqualTo(expected.get("run_meta").isNull() ? null : expected.get("run_meta"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void anEventWeKnowIsWrittenAsItWasRead(String name) {
        for (Event event : GoldenHistory.read(name).events()) {
            String again = EventCodec.encode(EventCodec.decode(event.name(), event.data()));
            if (!name.startsWith("external")) {
                assertThat(EventCodec.JSON.readTree(again)).isEqualTo(withPresentNames(event));
            }
        }
    }

    /** The histories were written when an environment was still called a scenario. */
    private static JsonNode withPresentNames(Event event) {
        ObjectNode data = EventCodec.object(event.data());
        JsonNode earlier = event.name().equals("run.start") ? data.remove("scenario") : null;
        return earlier == null ? data : data.set("environment", earlier);
    }

    @ParameterizedTest
    @MethodSource("names")
    void anEventSaysTheSameWhetherItIsReadFromTextOrWasParsedBefore(String name) {
        for (Event event : GoldenHistory.read(name).events()) {
            assertThat(EventCodec.decode(event.name(), EventCodec.object(event.data())))
                    .isEqualTo(EventCodec.decode(event.name(), event.data()));
        }
    }

    private static List<String> breaches(JsonNode expected) {
        List<String> breaches = new ArrayList<>();
        expected.path("breaches").forEach(b -> breaches.add(b.stringValue()));
        return breaches;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
