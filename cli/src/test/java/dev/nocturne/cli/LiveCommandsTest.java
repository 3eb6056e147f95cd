package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.client.FakeServer;
import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The commands about live environments, against a server of scripted answers and against files. */
@Timeout(60)
class LiveCommandsTest extends CommandTest {
    private static final String ALERTS = "GET /api/environments/shop/alerts";
    private static final String SLOW =
            """
            {"name":"CatalogSlow","state":"firing","since":"2025-12-31T23:41:00Z",
             "labels":{"alertname":"CatalogSlow","service":"catalog","severity":"page"},
             "annotations":{"summary":"catalog is slow"},"expression":"latency > 1"}\
            """;
    private static final String FULL =
            """
            {"name":"DiskFull","state":"firing","since":"2025-12-31T22:51:00Z",
             "labels":{"alertname":"DiskFull","instance":"db:9100"},
             "annotations":{},"expression":""}\
            """;
    private static final String FULL_TOO =
            FULL.replace("db:9100", "log:9100").replace("firing", "pending");

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        env.put("NOCTURNE_SERVER", server.url());
        server
                .put("GET /api/environments", 200, "{\"environments\":[{\"name\":\"shop\"}]}")
                .put(
                        "GET /api/environments/shop",
                        200,
                        "{\"name\":\"shop\",\"live\":true,\"alerts\":{}}")
                .put("POST /api/sessions", 200, "{\"session_id\":\"s1\"}")
                .stream(
                        "GET /api/sessions/s1/stream",
                        "event: done\ndata: {\"status\":\"completed\"}\n\n");
        fire(SLOW);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void fire(String... alerts) {
        server.replace(ALERTS, 200, answer(alerts));
    }

    private static String answer(String... alerts) {
        return "{\"environment\":\"shop\",\"at\":\"2025-12-31T23:51:00Z\",\"alerts\":["
                + String.join(",", alerts)
                + "],\"total\":"
                + alerts.length
                + ",\"missing\":null}";
    }

    /** The alert of the session that was opened last. */
    private JsonNode alert() {
        return EventCodec.JSON.readTree(alertText());
    }

    private String alertText() {
        String body =
                server.asked().reversed().stream()
                        .filter(request ->
                                request.method().equals("POST")
                                        && request.path().equals("/api/sessions"))
                        .findFirst()
                        .orElseThrow()
                        .body();
        return EventCodec.JSON.readTree(body).path("alert_text").asString("");
    }

    @Test
    void alertsAreListedWithTheirNamesFirst() {
        fire(FULL, SLOW, FULL_TOO);
        assertThat(run("alerts")).as(said()).isZero();
        assertThat(printed())
                .isEqualTo(
                        """
                        ALERT        SEVERITY  STATE    SINCE       LABELS
                        DiskFull     -         firing   1 h ago     instance=db:9100
                        CatalogSlow  page      firing   10 min ago  service=catalog
                        DiskFull     -         pending  1 h ago     instance=log:9100
                        """);
        assertThat(run("alerts", "--environment", "shop", "--json")).isZero();
        assertThat(EventCodec.JSON.readTree(printed()).path("total").asInt(0)).isEqualTo(3);
        fire();
        assertThat(run("alerts")).isZero();
        assertThat(printed()).isEmpty();
        assertThat(said()).isEqualTo("no alert fires in shop\n");
    }

    @Test
    void whatIsMissingIsSaid() {
        server.replace(
                ALERTS, 200, answer(SLOW).replace("null", "\"second: it refuses connections\""));
        assertThat(run("alerts")).isZero();
        assertThat(said()).contains("not all alerts are known: second: it refuses connections");
    }

    @Test
    void aTimeOfThePastIsReadAsPeopleWriteIt() {
        server.replace(ALERTS + "?at=2025-12-31T23%3A41%3A00Z", 200, answer(SLOW));
        for (String time : new String[] {"2025-12-31T23:41:00Z", "10 minutes ago", "00:41"}) {
            assertThat(run("alerts", "--at", time)).as(time + ": " + said()).isZero();
            assertThat(printed()).contains("00:41:00 (UTC+1)");
        }
        for (String wrong :
                new String[] {"soon", "yesterday", "10 minutes ago or so", "2026-02-01T00:00Z"}) {
            assertThat(run("alerts", "--at", wrong)).as(wrong).isEqualTo(2);
            assertThat(said()).contains("--at");
        }
    }

    @Test
    void sourcesThatAreDownMakeTheCommandFail() {
        String sources =
                """
                {"environment":"shop","live":true,"sources":[
                 {"name":"prometheus","abilities":["metrics","alerts"],"status":"well","message":"Prometheus 2.42.0"}%s]}\
                """;
        server.replace("GET /api/environments/shop/sources", 200, sources.formatted(""));
        assertThat(run("sources")).as(said()).isZero();
        assertThat(printed())
                .isEqualTo(
                        """
                        SOURCE      STATUS  KNOWS
                        prometheus  well    metrics, alerts

                        prometheus: Prometheus 2.42.0
                        """);
        server.replace(
                "GET /api/environments/shop/sources",
                200,
                sources.formatted(
                        ",{\"name\":\"other\",\"abilities\":[],\"status\":\"down\",\"message\":\"It"
                                + " is off.\"}"));
        assertThat(run("sources", "--json")).isEqualTo(1);
    }

    @Test
    void theOnlyAlertThatFiresIsInvestigatedAsAWebhookWouldBringIt() {
        fire(SLOW, FULL_TOO);
        assertThat(run("investigate")).as(said()).isZero();
        assertThat(alert())
                .isEqualTo(
                        EventCodec.JSON.readTree(
                                """
                                {"version":"4","status":"firing","alerts":[{"status":"firing",
                                 "labels":{"alertname":"CatalogSlow","service":"catalog","severity":"page"},
                                 "annotations":{"summary":"catalog is slow","expression":"latency > 1"},
                                 "startsAt":"2025-12-31T23:41:00Z","generatorURL":""}]}\
                                """));
    }

    @Test
    void severalAlertsAreListedWithTheWayToChoose() {
        fire(FULL, SLOW);
        assertThat(run("investigate", "--quiet")).isEqualTo(2);
        assertThat(said()).contains("DiskFull", "CatalogSlow", "2 alerts fire", "--alert NAME");
        assertThat(run("investigate", "--alert", "CatalogSlow")).as(said()).isZero();
        assertThat(alert().at("/alerts/0/labels/service").asString("")).isEqualTo("catalog");
        fire(FULL, FULL_TOO);
        assertThat(run("investigate", "--alert", "DiskFull")).isEqualTo(2);
        assertThat(run("investigate", "--alert", "DiskFull{instance=\"log:9100\"}"))
                .as(said())
                .isZero();
        assertThat(alert().at("/alerts/0/labels/instance").asString("")).isEqualTo("log:9100");
        assertThat(run("investigate", "--alert", "Other")).isEqualTo(2);
        assertThat(said()).contains("no such alert");
        assertThat(run("investigate", "--alert", "DiskFull{instance}")).isEqualTo(2);
        assertThat(said()).contains("NAME{label=value,...}");
    }

    @Test
    void aPersonAtATerminalChoosesByNumber() {
        fire(FULL, SLOW);
        columns = 100;
        env.put("NO_COLOR", "1");
        stdin = "2\n";
        assertThat(run("investigate")).as(said()).isZero();
        assertThat(printed()).contains("1  DiskFull", "2  CatalogSlow", "Which one? [1]");
        assertThat(alert().at("/alerts/0/labels/service").asString("")).isEqualTo("catalog");
        stdin = "\n";
        assertThat(run("investigate")).isZero();
        assertThat(alert().at("/alerts/0/labels/instance").asString("")).isEqualTo("db:9100");
        for (String wrong : new String[] {"", "3\n", "no\n"}) {
            stdin = wrong;
            assertThat(run("investigate")).as(wrong).isEqualTo(2);
        }
    }

    @Test
    void whereNothingFiresTheCommandSaysSo() {
        fire(FULL_TOO);
        assertThat(run("investigate")).isEqualTo(1);
        assertThat(said()).contains("pending", "no alert fires in shop", "--at TIME");
        assertThat(run("investigate", "--alert", "DiskFull")).as(said()).isZero();
    }

    @Test
    void theTimeThatIsLookedAtGoesWithTheAlert() {
        server.replace(ALERTS + "?at=2025-12-31T23%3A46%3A00Z", 200, answer(SLOW));
        assertThat(run("investigate", "--at", "5 minutes ago")).as(said()).isZero();
        assertThat(alert().path("now").asString("")).isEqualTo("2025-12-31T23:46:00Z");
        stdin = "catalog is slow\n";
        assertThat(run("investigate", "-", "--at", "5 minutes ago")).isZero();
        assertThat(alertText()).isEqualTo("catalog is slow\n\nTime: 2025-12-31T23:46:00Z");
        stdin = "catalog is slow since 00:41\n";
        assertThat(run("investigate", "-", "--at", "5 minutes ago")).isZero();
        assertThat(alertText()).isEqualTo("catalog is slow since 00:41\n");
        server.replace(
                "GET /api/environments/shop",
                200,
                "{\"name\":\"shop\",\"live\":false,\"alerts\":{}}");
        assertThat(run("investigate", "--at", "5 minutes ago")).isEqualTo(2);
        assertThat(said()).contains("shop is a pack");
    }

    @Test
    void aHugeAnnotationDoesNotMakeTheAlertTooLarge() {
        StringBuilder annotations = new StringBuilder("\"a\":\"x\"");
        for (int i = 0; i < 40; i++) {
            annotations
                    .append(",\"a")
                    .append(i)
                    .append("\":\"")
                    .append("x".repeat(3_000))
                    .append('"');
        }
        fire(SLOW.replace("\"summary\":\"catalog is slow\"", annotations));
        assertThat(run("investigate")).as(said()).isZero();
        assertThat(alertText()).hasSizeLessThan(32 << 10).contains("CatalogSlow", "latency > 1");
    }

    @Test
    void aFileIsAskedFromHereAndItsMistakesAreListed() throws Exception {
        Path file = home.resolve("x.yaml");
        Files.writeString(file, "environment: shop\nsources:\n  - type: prometheus\n    urll: x\n");
        for (String command : new String[] {"alerts", "sources", "investigate"}) {
            servers = new LocalServers();
            assertThat(run(command, "--environment", file.toString())).as(command).isEqualTo(2);
            assertThat(said())
                    .contains(
                            file
                                    + ":4 sources[0].urll: there is no such key; did you mean"
                                    + " \"url\"?",
                            file + ":3 sources[0].url: the server's URL is missing");
            assertThat(run(command, "--environment", file.toString(), "--server", server.url()))
                    .isEqualTo(2);
            assertThat(said()).contains("from here");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void theFileInTheCurrentFolderIsTakenWhereNoServerIsNamed() throws Exception {
        Files.writeString(home.resolve("environment.yaml"), "environment: shop\n");
        assertThat(run("alerts")).isZero();
        env.remove("NOCTURNE_SERVER");
        for (String command : new String[] {"alerts", "sources", "investigate"}) {
            servers = new LocalServers();
            assertThat(run(command)).as(command).isEqualTo(2);
            assertThat(said()).contains("environment.yaml:1 sources: there is no source to ask");
        }
    }

    @Test
    void connectWritesNothingBeforeAllIsRight() throws Exception {
        Path file = home.resolve("environment.yaml");
        Files.writeString(file, "mine");
        assertThat(run("connect", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(said()).contains("is there already", "--force");
        assertThat(file).hasContent("mine");

        String other = home.resolve("other.yaml").toString();
        assertThat(run("connect", "prometheus:9090", "--out", other)).isEqualTo(2);
        assertThat(said()).contains("is no URL such as http://");
        assertThat(run("connect", "http://127.0.0.1:1", "--out", other, "--bearer-env", "NO_TOKEN"))
                .isEqualTo(2);
        assertThat(said()).contains("the environment variable NO_TOKEN is not set");
        assertThat(
                        run(
                                "connect",
                                "http://127.0.0.1:1",
                                "--out",
                                other,
                                "--header",
                                "Cookie: s3cret"))
                .isEqualTo(2);
        assertThat(said())
                .contains("a secret does not belong in this file")
                .doesNotContain("s3cret");
        assertThat(run("connect", "http://127.0.0.1:1", "--out", other)).isEqualTo(1);
        assertThat(said()).contains("prometheus: ", "Nothing was written.");
        assertThat(Path.of(other)).doesNotExist();
    }
}
