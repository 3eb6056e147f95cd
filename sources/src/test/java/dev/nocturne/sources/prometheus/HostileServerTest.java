package dev.nocturne.sources.prometheus;

import static dev.nocturne.sources.prometheus.Apis.all;
import static dev.nocturne.sources.prometheus.Apis.failure;
import static dev.nocturne.sources.prometheus.Apis.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Answer.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server does, the reply says what it was, and no exception is thrown. */
class HostileServerTest {
    private static final String JSON = "Content-Type: application/json";
    private static final String VECTOR =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}%s}";
    private static final String ONE = "{\"metric\":{\"job\":\"a\"},\"value\":[1,\"2\"]}";
    private static final String MATRIX =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[";

    private static Reply<List<ApiSample>> ask(HostileServer.Behaviour behaviour)
            throws IOException, InterruptedException {
        return ask(behaviour, Apis.LONG);
    }

    private static Reply<List<ApiSample>> ask(HostileServer.Behaviour behaviour, Duration timeout)
            throws IOException, InterruptedException {
        try (HostileServer server = HostileServer.start(behaviour)) {
            return Apis.open(server.url(), timeout).query("up", 1000);
        }
    }

    private static Reply<List<ApiSeries>> askRange(HostileServer.Behaviour behaviour)
            throws IOException, InterruptedException {
        try (HostileServer server = HostileServer.start(behaviour)) {
            return Apis.open(server.url()).queryRange("up", 1000, 2000, 1000);
        }
    }

    @Test
    void oneThatDoesNotAnswerIsLeftAtTheTimeLimit() throws Exception {
        assertThat(failure(ask(HostileServer.Visit::hang, Apis.SHORT), Reason.TIME_LIMIT))
                .isEqualTo("it did not answer within 0.3 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"status\":", MATRIX})
    void oneThatStopsInItsAnswerIsLeftAtTheTimeLimit(String begin) throws Exception {
        HostileServer.Behaviour behaviour =
                visit -> {
                    visit.begin(200, JSON);
                    visit.send(begin);
                    visit.hang();
                };
        assertThat(failure(ask(behaviour, Apis.SHORT), Reason.TIME_LIMIT))
                .isEqualTo("its answer was not complete within 0.3 s");
    }

    @Test
    void oneThatSendsAByteFromTimeToTimeIsLeftAtTheTimeLimit() throws Exception {
        HostileServer.Behaviour body =
                visit -> {
                    visit.begin(200, JSON);
                    visit.drip(Duration.ofMillis(10));
                };
        assertThat(failure(ask(body, Apis.SHORT), Reason.TIME_LIMIT)).contains("not complete");

        HostileServer.Behaviour headers =
                visit -> {
                    visit.send("HTTP/1.1 200 OK\r\nX:");
                    visit.drip(Duration.ofMillis(10));
                };
        assertThat(failure(ask(headers, Apis.SHORT), Reason.TIME_LIMIT)).contains("not answer");

        HostileServer.Behaviour error =
                visit -> {
                    visit.begin(500);
                    visit.drip(Duration.ofMillis(10));
                };
        assertThat(failure(ask(error, Apis.SHORT), Reason.UNREACHABLE))
                .isEqualTo("it cannot answer now (500)");
    }

    @Test
    void aWebPageIsNoAnswer() throws Exception {
        String page = "<!DOCTYPE html><html><body>Please log in</body></html>";
        assertThat(
                        failure(
                                ask(HostileServer.say(200, "Content-Type: text/html", page)),
                                Reason.UNREADABLE))
                .startsWith("it answers with a web page, not with data");
        assertThat(failure(ask(HostileServer.json(page)), Reason.UNREADABLE))
                .startsWith("its answer is not JSON");
        assertThat(
                        failure(
                                ask(HostileServer.say(502, "Content-Type: text/html", page)),
                                Reason.UNREACHABLE))
                .isEqualTo("it cannot answer now (502)");
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "404, REFUSED",
        "405, REFUSED",
        "422, REFUSED",
        "499, REFUSED",
        "401, FORBIDDEN",
        "403, FORBIDDEN",
        "413, TOO_LARGE",
        "408, TIME_LIMIT",
        "429, UNREACHABLE",
        "500, UNREACHABLE",
        "502, UNREACHABLE",
        "503, UNREACHABLE",
        "504, TIME_LIMIT",
        "204, UNREADABLE"
    })
    void aStatusSaysWhyThereIsNoAnswer(int status, Reason reason) throws Exception {
        assertThat(failure(ask(HostileServer.say(status, JSON, "")), reason)).isNotBlank();
    }

    @Test
    void aCredentialThatIsMissingOrWrongIsSaid() throws Exception {
        assertThat(
                        failure(
                                ask(
                                        HostileServer.say(
                                                401,
                                                "WWW-Authenticate: Basic realm=x",
                                                "Unauthorized")),
                                Reason.FORBIDDEN))
                .isEqualTo(
                        "it does not know us: configure the header with its credential (401):"
                                + " Unauthorized");
    }

    @ParameterizedTest
    @CsvSource({
        "503, timeout, query timed out in expression evaluation, TIME_LIMIT",
        "503, timeout, '', TIME_LIMIT",
        "503, unavailable, the TSDB is not ready, UNREACHABLE",
        "422, execution, query processing would load too many samples into memory in query"
                + " execution, TOO_LARGE",
        "422, 422, cannot select more than -search.maxSamplesPerQuery=1000 samples, TOO_LARGE",
        "422, execution, the query exceeded the maximum number of chunks (limit: 2), TOO_LARGE",
        "422, execution, many-to-many matching not allowed, REFUSED",
        "400, bad_data, parse error, REFUSED",
        "200, bad_data, parse error, REFUSED",
        "200, timeout, query timed out, TIME_LIMIT"
    })
    void anErrorOfTheApiSaysWhyThereIsNoAnswer(int status, String type, String error, Reason reason)
            throws Exception {
        String body =
                "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%s\",\"data\":null}"
                        .formatted(type, error);
        assertThat(failure(ask(HostileServer.say(status, JSON, body)), reason))
                .endsWith(error.isEmpty() ? "(" + status + ")" : "(" + status + "): " + error);
    }

    @Test
    void whatAServerSaysIsShortAndOnOneLineAndWithoutCredentials() throws Exception {
        String said =
                "\u0007bad\r\nthing \u202e at http://joe:pw123456@host/x?token=abc123 with Bearer"
                        + " hush-hush-9 and hush-hush-9 "
                        + "x".repeat(5000);
        try (HostileServer server =
                HostileServer.start(HostileServer.say(400, "Content-Type: text/plain", said))) {
            PrometheusSettings settings =
                    Apis.settings(
                            server.url(),
                            Map.of("Authorization", "Bearer hush-hush-9"),
                            PrometheusSettings.Limits.DEFAULT);
            String clause = failure(new PrometheusApi(settings).query("up", 0), Reason.REFUSED);
            assertThat(clause)
                    .startsWith(
                            "it does not accept the question (400): bad thing at http://host/x with"
                                    + " *** and *** xxx")
                    .endsWith("x…")
                    .hasSizeLessThan(250);
            assertThat(server.visits().getFirst().head())
                    .contains("\r\nAuthorization: Bearer hush-hush-9\r\n");
            assertThat(settings.toString()).doesNotContain("hush");
        }
    }

    @Test
    void aHeaderThatCannotBeSentIsNamedWithoutItsValue() throws Exception {
        try (HostileServer server = HostileServer.start(HostileServer.json(""))) {
            for (String name : List.of("Host", "X-Scope")) {
                PrometheusSettings settings =
                        Apis.settings(
                                server.url(),
                                Map.of(name, "hush\r\nhush"),
                                PrometheusSettings.Limits.DEFAULT);
                assertThat(failure(new PrometheusApi(settings).build(), Reason.UNREACHABLE))
                        .contains("the header " + name + " cannot be sent")
                        .doesNotContain("hush");
            }
            assertThat(server.visits()).isEmpty();
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (HostileServer other = HostileServer.start(HostileServer.json(VECTOR))) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                String header = "Location: " + other.url() + "/Login?back=secret";
                assertThat(failure(ask(HostileServer.say(status, header, "")), Reason.REFUSED))
                        .startsWith("it redirects to " + other.url() + "/Login (" + status + ")")
                        .contains("not followed; configure");
            }
            assertThat(other.visits()).isEmpty();
        }
    }

    @Test
    void aConnectionThatBreaksIsSaid() throws Exception {
        String begin = VECTOR.formatted(ONE + "," + ONE, "").substring(0, 90);
        HostileServer.Behaviour lessThanPromised =
                visit -> {
                    visit.begin(200, JSON, "Content-Length: 1000");
                    visit.send(begin);
                };
        assertThat(failure(ask(lessThanPromised), Reason.UNREADABLE))
                .isEqualTo("the connection broke in the middle of its answer");
        HostileServer.Behaviour noLength =
                visit -> {
                    visit.begin(200, JSON);
                    visit.send(begin);
                };
        assertThat(failure(ask(noLength), Reason.UNREADABLE)).isEqualTo("its answer ends early");
        HostileServer.Behaviour chunk =
                visit -> {
                    visit.begin(200, JSON, "Transfer-Encoding: chunked");
                    visit.send("fff\r\n" + begin);
                };
        assertThat(failure(ask(chunk), Reason.UNREADABLE))
                .isEqualTo("the connection broke in the middle of its answer");
        assertThat(failure(ask(visit -> {}), Reason.UNREACHABLE)).contains("before it answered");
        assertThat(failure(ask(visit -> visit.send("SSH-2.0-x\r\n")), Reason.UNREACHABLE))
                .contains("before it answered");
    }

    @Test
    void aConnectionThatTheServerClosedInTheMeantimeIsOpenedAgain() throws Exception {
        byte[] body = VECTOR.formatted(ONE, "").getBytes(StandardCharsets.UTF_8);
        HostileServer.Behaviour behaviour =
                visit -> {
                    // It does not say that it will close the connection.
                    visit.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
                    visit.send(body);
                };
        try (HostileServer server = HostileServer.start(behaviour)) {
            PrometheusApi api = Apis.open(server.url());
            for (int i = 0; i < 20; i++) {
                assertThat(all(api.query("up", 0))).hasSize(1);
            }
        }
    }

    @Test
    void whereNothingListensIsSaid() throws Exception {
        URI url = ServerProcess.freeUrl();
        assertThat(failure(Apis.open(url).build(), Reason.UNREACHABLE))
                .isEqualTo("nothing answers at " + url.getAuthority() + "; check its address");
        assertThat(
                        failure(
                                Apis.open(URI.create("http://no-such-host.invalid:1")).build(),
                                Reason.UNREACHABLE))
                .contains("the name of no-such-host.invalid:1 is not known");
        for (String wrong : List.of("ftp://a/", "/a", "mailto:a", "http:///a", "http://a_b:1")) {
            assertThat(failure(Apis.open(URI.create(wrong)).build(), Reason.UNREACHABLE))
                    .contains("expected http:// or https://");
        }
    }

    @Test
    void anAnswerIsReadUpToALimitOfBytes() throws Exception {
        HostileServer.Behaviour millionSeries =
                visit -> {
                    visit.begin(200, JSON);
                    visit.send(MATRIX);
                    for (int i = 0; i < 1_000_000; i++) {
                        visit.send(
                                "{\"metric\":{\"pod\":\"pod-%d\"},\"values\":[[1,\"1\"]]},"
                                        .formatted(i));
                    }
                    visit.send("]}}");
                };
        assertThat(failure(askRange(millionSeries), Reason.TOO_LARGE))
                .isEqualTo("its answer has more than the 4194304 bytes that are read of one");
    }

    @Test
    void aSmallAnswerThatUnpacksToALargeOneIsReadUpToTheLimit() throws Exception {
        HostileServer.Behaviour bomb =
                visit -> {
                    visit.begin(200, JSON, "Content-Encoding: gzip");
                    byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
                    try (OutputStream out = new GZIPOutputStream(visit.out())) {
                        for (int i = 0; i < 10_000; i++) {
                            out.write(spaces);
                        }
                    }
                };
        assertThat(failure(askRange(bomb), Reason.TOO_LARGE)).contains("4194304 bytes");
    }

    @Test
    void aCompressedAnswerIsReadAndABrokenOneIsSaid() throws Exception {
        assertThat(all(ask(visit -> sendZipped(visit, 0)))).hasSize(1);
        assertThat(failure(ask(visit -> sendZipped(visit, 12)), Reason.UNREADABLE))
                .isEqualTo("its compressed answer is broken or ends early");
        assertThat(
                        failure(
                                ask(HostileServer.say(200, "Content-Encoding: gzip", "{}")),
                                Reason.UNREADABLE))
                .isEqualTo("its compressed answer is broken or ends early");
        assertThat(
                        failure(
                                ask(HostileServer.say(200, "Content-Encoding: br", "{}")),
                                Reason.UNREADABLE))
                .contains("not asked for");
    }

    private static void sendZipped(HostileServer.Visit visit, int missing) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(VECTOR.formatted(ONE, "").getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = zipped.toByteArray();
        visit.begin(200, JSON, "Content-Encoding: gzip");
        visit.send(Arrays.copyOf(bytes, bytes.length - missing));
    }

    @Test
    void moreSeriesThanWereAskedForAreNotRead() throws Exception {
        HostileServer.Behaviour endless =
                visit -> {
                    visit.begin(200, JSON);
                    visit.send("{\"status\":\"success\",\"data\":[");
                    for (int i = 0; ; i++) {
                        visit.send("{\"pod\":\"pod-%d\"},".formatted(i));
                    }
                };
        try (HostileServer server = HostileServer.start(endless)) {
            Reply.Found<List<Map<String, String>>> reply =
                    found(Apis.open(server.url()).series(List.of("up"), 0, 1000, 5));
            assertThat(reply.value()).hasSize(5);
            assertThat(reply.warnings())
                    .containsExactly("there are more than the 5 series that were read");
            assertThat(server.visits().getFirst().body())
                    .isEqualTo("match%5B%5D=up&start=0.000&end=1.000&limit=6");
        }
    }

    @Test
    void moreLabelsThanMemoryHoldsAreNotRead() throws Exception {
        PrometheusSettings.Limits limits = new PrometheusSettings.Limits(Apis.LONG, 64 << 20, 1, 1);
        HostileServer.Behaviour behaviour =
                visit -> {
                    visit.begin(200, JSON);
                    visit.send(MATRIX);
                    String some = "{\"metric\":{\"a\":\"\"}},".repeat(1000);
                    for (int i = 0; i < 1000; i++) {
                        visit.send(some);
                    }
                };
        try (HostileServer server = HostileServer.start(behaviour)) {
            PrometheusApi api = new PrometheusApi(Apis.settings(server.url(), Map.of(), limits));
            assertThat(failure(api.queryRange("up", 0, 0, 1000), Reason.TOO_LARGE))
                    .contains("more than 1000000 labels and series");
        }
    }

    @Test
    void numbersThatAreNoneAreRead() throws Exception {
        String body =
                MATRIX
                        + "{\"metric\":{},\"values\":[[1.5,\"NaN\"],[2,\"+Inf\"],[3,\"-Inf\"],"
                        + "[4.0004,\"1e-300\"],[5,\"-0\"]]}]}}";
        ApiSeries series = all(askRange(HostileServer.json(body))).getFirst();
        assertThat(series.times()).containsExactly(1500, 2000, 3000, 4000, 5000);
        assertThat(series.values())
                .containsExactly(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        1e-300,
                        -0.0);
    }

    @Test
    void whatIsMissingIsAWarning() throws Exception {
        String rest = ",\"warnings\":[\"store b:\\n no answer\",\"store c: no answer\"]";
        Reply.Found<List<ApiSample>> reply =
                found(ask(HostileServer.json(VECTOR.formatted(ONE, rest))));
        assertThat(reply.value()).hasSize(1);
        assertThat(reply.warnings()).containsExactly("store b: no answer", "store c: no answer");

        assertThat(
                        found(ask(HostileServer.json(VECTOR.formatted("", ",\"isPartial\":true"))))
                                .warnings())
                .containsExactly("it says that a part of its storage did not answer");
        String complete = ",\"isPartial\":false,\"infos\":[\"not a counter\"],\"warnings\":null";
        assertThat(all(ask(HostileServer.json(VECTOR.formatted(ONE, complete))))).hasSize(1);

        String many = ",\"warnings\":[" + "\"w\",".repeat(5000) + "\"w\"]";
        assertThat(found(ask(HostileServer.json(VECTOR.formatted(ONE, many)))).warnings())
                .hasSize(10);
    }

    @Test
    void nativeHistogramsAreAWarning() throws Exception {
        String histogram =
                "{\"count\":\"2\",\"sum\":\"3\",\"buckets\":[[0,\"0.5\",\"0.7\",\"2\"]]}";
        String body =
                MATRIX
                        + "{\"metric\":{\"job\":\"a\"},\"histograms\":[[1,%s]]},"
                                .formatted(histogram)
                        + "{\"metric\":{\"job\":\"b\"},\"values\":[[1,\"1\"]]}]}}";
        Reply.Found<List<ApiSeries>> range = found(askRange(HostileServer.json(body)));
        assertThat(range.value()).extracting(ApiSeries::size).containsExactly(0, 1);
        assertThat(range.warnings()).hasSize(1);
        assertThat(range.warnings().getFirst()).startsWith("1 series have native histograms");

        String sample = "{\"metric\":{},\"histogram\":[1,%s]}".formatted(histogram);
        Reply.Found<List<ApiSample>> instant =
                found(ask(HostileServer.json(VECTOR.formatted(sample + "," + ONE, ""))));
        assertThat(instant.value()).hasSize(1);
        assertThat(instant.warnings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "{}",
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":null}",
                "{\"status\":\"success\",\"data\":[]}",
                "{\"status\":\"success\",\"data\":\"x\"}",
                "{\"status\":\"success\",\"data\":{}}",
                "{\"status\":\"success\",\"data\":{\"result\":null}}",
                "{\"status\":\"success\",\"data\":{\"result\":{}}}",
                "{\"status\":\"success\",\"data\":{\"result\":[1]}} x",
                "{\"status\":\"success\",\"data\":{\"result\":[null]}}",
                "{\"status\":\"success\",\"data\":{\"result\":[\"1\"]}}",
                "{\"status\":\"success\",\"data\":{\"result\":[[[[[]]]]]}}",
                "{\"status\":\"success\",\"data\":{\"result\":[{}]}}",
                "{\"status\":\"success\",\"data\":{\"result\":[]},\"warnings\":\"x\"}",
                "{\"status\":\"success\",\"data\":{\"result\":[]},\"warnings\":[1]}",
                "{\"status\":7,\"data\":{\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"result\":[]}}{}",
                "{'status':'success'}"
            })
    void anotherFormIsUnreadable(String body) throws Exception {
        failure(ask(HostileServer.json(body)), Reason.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metric\":{},\"value\":[\"1\",\"2\"]}",
                "{\"metric\":{},\"value\":[1,2]}",
                "{\"metric\":{},\"value\":[1,\"two\"]}",
                "{\"metric\":{},\"value\":[1,null]}",
                "{\"metric\":{},\"value\":[1,NaN]}",
                "{\"metric\":{},\"value\":[1]}",
                "{\"metric\":{},\"value\":[1,\"2\",3]}",
                "{\"metric\":{},\"value\":[]}",
                "{\"metric\":{},\"value\":{}}",
                "{\"metric\":{},\"value\":[1e300,\"2\"]}",
                "{\"metric\":{},\"value\":[1e9999,\"2\"]}",
                "{\"metric\":{},\"values\":[[2,\"2\"],[1,\"2\"]]}",
                "{\"metric\":{},\"values\":[[1,\"2\"],[1,\"2\"]]}",
                "{\"metric\":{\"a\":1},\"value\":[1,\"2\"]}",
                "{\"metric\":{\"a\":null},\"value\":[1,\"2\"]}",
                "{\"metric\":[],\"value\":[1,\"2\"]}",
                "{\"metric\":null,\"value\":[1,\"2\"]}"
            })
    void aSeriesOfAnotherFormIsUnreadable(String series) throws Exception {
        failure(ask(HostileServer.json(VECTOR.formatted(series, ""))), Reason.UNREADABLE);
        failure(askRange(HostileServer.json(VECTOR.formatted(series, ""))), Reason.UNREADABLE);
    }

    @Test
    void anAnswerThatIsNestedDeeplyIsUnreadable() throws Exception {
        failure(ask(HostileServer.json("[".repeat(1_000_000))), Reason.UNREADABLE);
        failure(ask(HostileServer.json("{\"other\":" + "[".repeat(1_000_000))), Reason.UNREADABLE);
    }

    @Test
    void whatTheServerSaysOfItselfMayHaveAnotherFormToo() throws Exception {
        String[] bodies = {
            "{\"status\":\"success\",\"data\":null}",
            "{\"status\":\"success\",\"data\":7}",
            "{\"status\":\"success\",\"data\":[7]}",
            "{\"status\":\"success\",\"data\":{\"a\":7,\"groups\":7,\"alerts\":7,"
                    + "\"activeTargets\":7}}",
            "{\"status\":\"success\",\"data\":{\"a\":[7],\"groups\":[7],\"alerts\":[7],"
                    + "\"activeTargets\":[7]}}",
            "{\"status\":\"success\",\"data\":{\"a\":[{\"type\":{}},7],\"groups\":[{\"rules\":"
                    + "[{\"type\":\"alerting\"}]}],\"alerts\":[{\"activeAt\":\"now\","
                    + "\"state\":\"firing\"}],\"activeTargets\":[{\"labels\":7}]}}"
        };
        for (String body : bodies) {
            try (HostileServer server = HostileServer.start(HostileServer.json(body))) {
                PrometheusApi api = Apis.open(server.url());
                failure(api.rules(), Reason.UNREADABLE);
                failure(api.alerts(), Reason.UNREADABLE);
                failure(api.metadata(), Reason.UNREADABLE);
                failure(api.series(List.of("up"), 0, 0, 1), Reason.UNREADABLE);
                if (!body.contains("labels")) {
                    failure(api.targets(), Reason.UNREADABLE);
                }
            }
        }
    }

    /** How far an answer is when the caller is interrupted. */
    enum Moment {
        BEFORE_THE_STATUS,
        BEFORE_THE_FIRST_BYTE,
        IN_THE_MIDDLE,
        IN_AN_ERROR
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheQuestionAndItsConnection(Moment moment) throws Exception {
        HostileServer.Behaviour behaviour =
                visit -> {
                    switch (moment) {
                        case BEFORE_THE_STATUS -> {}
                        case BEFORE_THE_FIRST_BYTE -> visit.begin(200, JSON);
                        case IN_THE_MIDDLE -> {
                            visit.begin(200, JSON);
                            visit.send(MATRIX);
                        }
                        case IN_AN_ERROR -> {
                            visit.begin(500, JSON);
                            visit.send("but this is");
                        }
                    }
                    visit.hang();
                };
        try (HostileServer server = HostileServer.start(behaviour)) {
            PrometheusApi api = Apis.open(server.url());
            // Repeated, since an interrupt may meet the moment at which an answer begins.
            for (int i = 0; i < 20; i++) {
                CompletableFuture<Throwable> end = new CompletableFuture<>();
                Thread asking = askUntilInterrupted(api, end);
                HostileServer.Visit visit = server.awaitHanging();
                asking.interrupt();
                assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
                assertThat(visit.awaitLeft()).isTrue();
            }
        }
    }

    private static Thread askUntilInterrupted(PrometheusApi api, CompletableFuture<Throwable> end) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        end.complete(new AssertionError(api.query("up", 0).toString()));
                    } catch (InterruptedException e) {
                        end.complete(e);
                    }
                });
    }

    @Test
    void atMostSoManyQuestionsAreAskedAtTheSameTime() throws Exception {
        AtomicInteger present = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        HostileServer.Behaviour behaviour =
                visit -> {
                    most.accumulateAndGet(present.incrementAndGet(), Math::max);
                    try {
                        // A third would come while the two wait for each other.
                        both.await();
                    } catch (BrokenBarrierException e) {
                        throw new IOException(e);
                    }
                    present.decrementAndGet();
                    HostileServer.json(VECTOR.formatted(ONE, "")).answer(visit);
                };
        try (HostileServer server = HostileServer.start(behaviour)) {
            PrometheusApi api = Apis.open(server.url());
            List<CompletableFuture<Reply<?>>> replies = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                CompletableFuture<Reply<?>> reply = new CompletableFuture<>();
                replies.add(reply);
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                reply.complete(api.query("up", 0));
                            } catch (InterruptedException e) {
                                reply.completeExceptionally(e);
                            }
                        });
            }
            for (CompletableFuture<Reply<?>> reply : replies) {
                assertThat(reply.get(60, TimeUnit.SECONDS)).isInstanceOf(Reply.Found.class);
            }
            assertThat(most).hasValue(2);
        }
    }

    @Test
    void thePathBeforeTheApiIsKept() throws Exception {
        String body = VECTOR.formatted(ONE, "");
        try (HostileServer server = HostileServer.start(HostileServer.json(body))) {
            for (String prefix : List.of("/a%2Fb/prometheus", "/a%2Fb/prometheus/")) {
                URI url = URI.create("http://joe:pw@" + server.url().getAuthority() + prefix);
                all(Apis.open(url).query("a+b", 0));
            }
            assertThat(server.visits())
                    .allSatisfy(visit -> {
                        assertThat(visit.head())
                                .startsWith("POST /a%2Fb/prometheus/api/v1/query HTTP/1.1")
                                .doesNotContain("joe", "Upgrade");
                        assertThat(visit.body()).isEqualTo("query=a%2Bb&time=0.000&timeout=60.000");
                    });
        }
    }
}
