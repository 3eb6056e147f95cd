package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.server.Lab.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A session's state, and its log page by page. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogPagesTest {
    private static final int LARGE = 200_000;

    private Lab lab;
    private String session = "";

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab = Lab.start(Lab.config(data), Scripts::investigate);
        session = open();
        String small = "{\"event\":\"x.tick\",\"data\":{\"n\":1}}";
        String large = "{\"event\":\"x.note\",\"data\":{\"a\":\"" + "x".repeat(LARGE) + "\"}}";
        post(session, Collections.nCopies(20, small));
        post(session, Collections.nCopies(8, large));
        post(session, answer("It was the link."));
    }

    private String open() throws Exception {
        ObjectNode body = (ObjectNode) EventCodec.JSON.readTree(Lab.opening(Lab.ALERT));
        body.put("orchestrator", "external");
        return lab.post("/api/sessions", body.toString()).json().path("session_id").stringValue();
    }

    /** An answer, and the end of its turn. */
    private static List<String> answer(String text) {
        return List.of(
                "{\"event\":\"message.start\",\"data\":{\"id\":\"m\"}}",
                "{\"event\":\"message.complete\",\"data\":{\"id\":\"m\",\"text\":\""
                        + text
                        + "\"}}",
                "{\"event\":\"run.complete\",\"data\":{\"steps\":0,\"time\":\"1.0s\"}}");
    }

    private void post(String id, List<String> events) throws Exception {
        Answer answer =
                lab.post(
                        "/api/sessions/" + id + "/events",
                        "{\"events\":[" + String.join(",", events) + "]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    private JsonNode page(String query) throws Exception {
        Answer answer = lab.get("/api/sessions/" + session + "/events" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<Long> seqs(JsonNode page) {
        List<Long> seqs = new ArrayList<>();
        page.path("events").forEach(event -> seqs.add(event.path("seq").longValue()));
        return seqs;
    }

    @Test
    void theStateIsTheDetailWithoutItsLog() throws Exception {
        JsonNode detail = lab.get("/api/sessions/" + session).json();
        JsonNode state = lab.get("/api/sessions/" + session + "?view=state").json();
        assertThat(state.has("event_log")).isFalse();
        assertThat(state.has("steps")).isFalse();
        for (String field :
                List.of("id", "status", "alert_text", "diagnosis", "run_meta", "error_detail")) {
            assertThat(state.path(field)).as(field).isEqualTo(detail.path(field));
        }
        assertThat(state.path("diagnosis").stringValue()).isEqualTo("It was the link.");
        assertThat(state.path("last_seq").longValue()).isEqualTo(detail.path("event_log").size());
        assertThat(state.path("settled_seq")).isEqualTo(state.path("last_seq"));
    }

    @Test
    void theStateHasItsTextsHoweverManyEventsFollowedThem() throws Exception {
        String other = open();
        post(other, answer("It was the fuse."));
        Answer next =
                lab.post("/api/sessions/" + other + "/message", "{\"text\":\"Are you sure?\"}");
        assertThat(next.status()).isEqualTo(200);
        post(other, Collections.nCopies(900, "{\"event\":\"x.tick\",\"data\":{\"n\":1}}"));
        post(other, List.of("{\"event\":\"error\",\"data\":{\"message\":\"lost\"}}"));

        JsonNode state = lab.get("/api/sessions/" + other + "?view=state").json();
        JsonNode detail = lab.get("/api/sessions/" + other).json();
        assertThat(state.path("diagnosis").stringValue()).isEqualTo("It was the fuse.");
        assertThat(state.path("run_meta").path("time").stringValue()).isEqualTo("1.0s");
        assertThat(state.path("error_detail").stringValue()).isEqualTo("lost");
        for (String field : List.of("alert_text", "diagnosis", "run_meta", "error_detail")) {
            assertThat(state.path(field)).as(field).isEqualTo(detail.path(field));
        }
    }

    @Test
    void pagesForwardAndBackHoldTheWholeLogOnce() throws Exception {
        long last = page("?limit=1").path("last_seq").longValue();
        List<Long> forward = new ArrayList<>();
        for (List<Long> next = seqs(page("?after=0&limit=7"));
                !next.isEmpty();
                next = seqs(page("?after=" + next.getLast() + "&limit=7"))) {
            forward.addAll(next);
        }
        List<Long> back = new ArrayList<>();
        for (List<Long> next = seqs(page("?before=" + (last + 1)));
                !next.isEmpty();
                next = seqs(page("?before=" + next.getFirst()))) {
            back.addAll(0, next);
        }
        assertThat(forward).hasSize((int) last).isSorted().doesNotHaveDuplicates();
        assertThat(back).isEqualTo(forward);
    }

    @Test
    void aPageOfLargeEventsIsShorter() throws Exception {
        List<Long> all = seqs(page("?after=23&limit=8"));
        assertThat(all).startsWith(24L).hasSizeLessThan(8);
    }

    @Test
    void everyMistakeIsReported() throws Exception {
        assertThat(lab.get("/api/sessions/" + session + "/events?limit=0").status()).isEqualTo(422);
        assertThat(lab.get("/api/sessions/" + session + "/events?after=1&before=2").status())
                .isEqualTo(422);
        assertThat(lab.get("/api/sessions/" + session + "?view=all").status()).isEqualTo(422);
        assertThat(lab.get("/api/sessions/ses-nosuchsession/events").status()).isEqualTo(404);
    }
}
