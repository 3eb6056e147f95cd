package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.Lab.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvironmentApiTest {
    private Lab lab;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab = Lab.start(data, Scripts::investigate);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void anEnvironmentHasAllItsKeys() throws Exception {
        JsonNode environment = lab.get("/api/environments/lab").json();

        assertThat(environment.propertyNames())
                .contains(
                        "name",
                        "displayName",
                        "description",
                        "graph",
                        "runbooksIndex",
                        "ticketsIndex",
                        "graphStyles",
                        "exampleQuestions",
                        "useCases",
                        "demoFlows");
        assertThat(environment.at("/graphStyles/nodeColors/Lamp").stringValue())
                .isEqualTo("#ffcc00");
        assertThat(environment.at("/graphStyles/nodeSizes/Lamp").isNumber()).isTrue();
        assertThat(environment.at("/demoFlows/0/steps/0/expect").stringValue()).isEqualTo("fuse-1");
        assertThat(lab.get("/api/environments/moon").code()).isEqualTo("unknown_scenario");
        assertThat(lab.get("/api/environments").json().at("/environments/0/name").stringValue())
                .isEqualTo("lab");
    }

    @Test
    void theTopologyComesWholeOrByLabels() throws Exception {
        JsonNode all = lab.post("/query/topology", "{}").json();
        assertThat(all.path("nodes")).hasSize(3);
        assertThat(all.path("edges")).hasSize(2);
        assertThat(all.path("error").isNull()).isTrue();
        assertThat(all.path("meta").propertyNames())
                .contains("node_count", "edge_count", "query_time_ms", "labels", "cached");
        assertThat(all.path("nodes").valueStream()).allMatch(n -> n.path("properties").isObject());
        assertThat(all.path("edges").valueStream()).allMatch(e -> e.path("properties").isObject());
        assertThat(all.at("/edges/0/source").stringValue()).isEqualTo("lamp-1");

        JsonNode lamps = lab.post("/query/topology", "{\"vertex_labels\":[\"Lamp\"]}").json();
        assertThat(lamps.path("nodes")).hasSize(2);
        assertThat(lamps.path("edges")).isEmpty();

        assertThat(lab.post("/query/topology", "").json().path("nodes")).hasSize(3);
        assertThat(lab.post("/query/topology", "{\"vertex_labels\":\"Lamp\"}").code())
                .isEqualTo("invalid_request");
        assertThat(lab.post("/query/topology", "{\"vertex_labels\":[7]}").code())
                .isEqualTo("invalid_request");
        assertThat(lab.post("/query/topology", "{\"environment\":\"moon\"}").code())
                .isEqualTo("unknown_scenario");
    }

    @Test
    void specialistsSearchTheirDocuments() throws Exception {
        JsonNode runbooks =
                lab.post("/query/search", "{\"agent\":\"RunbookKBAgent\",\"query\":\"blown fuse\"}")
                        .json();
        assertThat(runbooks.path("hits")).isNotEmpty();
        assertThat(runbooks.at("/hits/0").propertyNames())
                .contains("score", "title", "content", "chunk_id");
        assertThat(runbooks.path("index_name").stringValue()).isEqualTo("lab-runbooks");
        assertThat(runbooks.path("error").isNull()).isTrue();
        JsonNode tickets =
                lab.post(
                                "/query/search",
                                "{\"agent\":\"HistoricalTicketAgent\",\"query\":\"bulb\",\"top\":1}")
                        .json();
        assertThat(tickets.path("total").intValue()).isEqualTo(1);

        for (String body :
                new String[] {
                    "{\"agent\":\"RunbookKBAgent\"}",
                    "{\"agent\":\"UnknownAgent\",\"query\":\"x\"}",
                    "{\"agent\":\"RunbookKBAgent\",\"query\":\"x\",\"top\":0}",
                    "{\"agent\":\"RunbookKBAgent\",\"query\":\"x\",\"top\":\"1\"}"
                }) {
            assertThat(lab.post("/query/search", body).code()).isEqualTo("invalid_request");
        }
    }

    @Test
    void theValuesOfAnEntityComeByMetricAndWithinTheWindow() throws Exception {
        JsonNode all = lab.post("/query/telemetry", "{\"entity\":\"lamp-1\"}").json();
        assertThat(all.path("entity").stringValue()).isEqualTo("lamp-1");
        JsonNode first = all.at("/series/0");
        assertThat(first.propertyNames()).contains("table", "metric", "total", "times", "values");
        assertThat(first.path("times")).hasSameSizeAs(first.path("values")).isNotEmpty();
        String metric = first.path("metric").stringValue();
        String start = Instant.ofEpochMilli(first.at("/times/0").longValue()).toString();

        JsonNode one =
                lab.post(
                                "/query/telemetry",
                                "{\"entity\":\"lamp-1\",\"metric\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}"
                                        .formatted(metric, start, start))
                        .json();
        assertThat(one.path("series")).hasSize(1);
        assertThat(one.at("/series/0/times")).hasSize(1);
        assertThat(one.at("/series/0/values/0")).isEqualTo(first.at("/values/0"));

        for (String body :
                new String[] {
                    "{}",
                    "{\"entity\":\"moon\"}",
                    "{\"entity\":\"lamp-1\",\"from\":\"yesterday\"}",
                    "{\"entity\":\"lamp-1\",\"to\":\"-1000000000-01-01T00:00:00Z\"}"
                }) {
            assertThat(lab.post("/query/telemetry", body).code()).isEqualTo("invalid_request");
        }
    }

    @Test
    void healthAgentsAndVersionAnswer() throws Exception {
        assertThat(lab.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(lab.get("/health/ready").status()).isEqualTo(200);
        JsonNode agents = lab.get("/api/agents").json();
        assertThat(agents.at("/orchestrators/0/name").stringValue()).isEqualTo("scripted");
        assertThat(agents.at("/orchestrators/0/default").booleanValue()).isTrue();
        assertThat(agents.path("agents").valueStream().map(a -> a.path("name").stringValue()))
                .contains("GraphExplorerAgent", "TelemetryAgent");
        assertThat(lab.get("/api/version").json().path("name").stringValue()).isEqualTo("nocturne");
    }

    @Test
    void anyOtherPathIsAPageWithAStrictPolicy() throws Exception {
        for (String path : new String[] {"/", "/sessions/ses-1", "/environments"}) {
            Answer page = lab.get(path);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.header("content-security-policy"))
                    .contains("script-src 'self'", "frame-ancestors 'none'");
            assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
        }
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        for (String path : new String[] {"/health", "/api/sessions", "/", "/api/nothing"}) {
            Answer get = lab.get(path);
            Answer head = lab.send("HEAD", path, BodyPublishers.noBody());

            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.body()).isEmpty();
            assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
        }
    }
}
