package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Window;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several expressions at once, of a double that takes few, lies or refuses. */
class RequestsTest {
    private static final long NOW = 1_700_000_010_000L;
    private static final String TOO_MUCH =
            """
            {"status":"error","errorType":"execution",
             "error":"query processing would load too many samples into memory in query execution"}
            """;

    private static Requests ask(HostileServer server, int terms) throws InterruptedException {
        Requests requests =
                new Requests(
                        Apis.open(server.url()),
                        Grid.of(new Window(NOW - 600_000, NOW), NOW, 15_000),
                        "mark");
        List<Term> all = new ArrayList<>();
        for (int i = 0; i < terms; i++) {
            all.add(new Term("metric_" + i, "metric", "m" + i, 0, Optional.empty()));
        }
        requests.ask(List.of(new Requests.Batch(all)));
        return requests;
    }

    private static String query(HostileServer.Visit visit) {
        return URLDecoder.decode(visit.body(), StandardCharsets.UTF_8);
    }

    /** One series for each mark. */
    private static String series(String... marks) {
        List<String> series = new ArrayList<>();
        for (String mark : marks) {
            series.add("{\"metric\":{\"mark\":\"" + mark + "\"},\"values\":[[1700000010,\"1\"]]}");
        }
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + String.join(",", series)
                + "]}}";
    }

    @Test
    void whatIsTooMuchIsAskedInHalves() throws Exception {
        try (HostileServer server =
                HostileServer.start(visit -> {
                    int expressions = query(visit).split("metric_", -1).length - 1;
                    (expressions > 2
                                    ? HostileServer.say(
                                            422, "Content-Type: application/json", TOO_MUCH)
                                    : HostileServer.json(
                                            expressions == 2 ? series("0", "1") : series("0")))
                            .answer(visit);
                })) {
            Requests requests = ask(server, 5);
            assertThat(requests.answered())
                    .extracting(answered -> answered.term().metric())
                    .containsExactly("m0", "m1", "m2", "m3", "m4");
            assertThat(requests.warnings()).isEmpty();
            assertThat(requests.failure()).isEmpty();
            // All five, two of them, three of them, and of the three one and two.
            assertThat(server.visits()).hasSize(5);
        }
    }

    @Test
    void whatIsRefusedIsNotAskedAgain() throws Exception {
        try (HostileServer server =
                HostileServer.start(
                        HostileServer.say(
                                400,
                                "Content-Type: application/json",
                                "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no\"}"))) {
            Requests requests = ask(server, 4);
            assertThat(requests.answered()).isEmpty();
            assertThat(requests.failure().orElseThrow().reason()).isEqualTo(Answer.Reason.REFUSED);
            assertThat(requests.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("4 metrics, such as m0, could not be asked: ");
            assertThat(server.visits()).hasSize(1);
        }
    }

    @Test
    void aSeriesThatMarksNoExpressionIsLeftOut() throws Exception {
        try (HostileServer server =
                HostileServer.start(
                        HostileServer.json(
                                series("1", "2", "-1", "7", "99999999999999", "mark", "")))) {
            Requests requests = ask(server, 2);
            assertThat(requests.answered())
                    .singleElement()
                    .satisfies(answered -> {
                        assertThat(answered.term().metric()).isEqualTo("m1");
                        assertThat(answered.series()).hasSize(1);
                    });
            assertThat(requests.warnings())
                    .containsExactly("a series that was not asked for is left out");
        }
    }
}
