package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.client.FakeServer;
import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class PackCommandTest extends CommandTest {

    @Test
    void validateSaysWhatItUnderstoodOfEveryTableAndWarnsOfWhatIsNotUsed() throws IOException {
        SmallPack pack = SmallPack.in(home.resolve("small"));
        assertThat(run("pack", "validate", pack.folder().toString())).as(said()).isZero();
        assertThat(printed().lines())
                .containsExactly(
                        pack.folder() + ": OK with 2 warnings (pack small, alerts: default)",
                        "  table Alarms: 1 row; time ts (ISO 8601); 2026-05-01T09:10:00Z to"
                                + " 2026-05-01T09:10:00Z; entity Node (1 known id); alarms by"
                                + " Severity: 1 - Critical = critical",
                        "  table Latency: 4 rows; read as separated by semicolon; time Zeit"
                                + " (day.month.year); 2026-05-01T09:00:00Z to 2026-05-31T09:10:00Z;"
                                + " entity Node (2 known ids, 1 unknown); metrics LatencyMs",
                        "  table Prices: 1 row; no time column; no entity column; metrics Price",
                        "  warning: telemetry/Prices.csv:1: the table has no time column that can be"
                                + " read. Its metrics and alarms are not used; SQL sees all its rows"
                                + " at any time",
                        "  warning: telemetry/Prices.csv: not used for diagnoses, because it has no"
                                + " time column");
    }

    @Test
    void validatePrintsTheSameAsJson() throws IOException {
        SmallPack pack = SmallPack.in(home.resolve("small"));
        assertThat(run("pack", "validate", pack.folder().toString(), "-o", "json"))
                .as(said())
                .isZero();
        JsonNode json = EventCodec.JSON.readTree(printed());
        assertThat(json.path("pack").asString()).isEqualTo("small");
        JsonNode latency = json.path("tables").path(1);
        assertThat(latency.path("name").asString()).isEqualTo("Latency");
        assertThat(latency.path("rows").asInt()).isEqualTo(4);
        assertThat(latency.path("timeColumn").asString()).isEqualTo("Zeit");
        assertThat(latency.path("from").asString()).isEqualTo("2026-05-01T09:00:00Z");
        assertThat(latency.path("until").asString()).isEqualTo("2026-05-31T09:10:00Z");
        assertThat(latency.path("entityColumn").asString()).isEqualTo("Node");
        assertThat(latency.path("unknownIds").asInt()).isEqualTo(1);
        assertThat(latency.path("metrics").toString()).isEqualTo("[\"LatencyMs\"]");
        assertThat(json.path("tables").path(2).path("unused").asString())
                .isEqualTo("it has no time column");
        assertThat(json.path("warnings").size()).isEqualTo(2);
    }

    @Test
    void validateListsEveryMistakeOfEveryFolder() throws IOException {
        SmallPack good = SmallPack.in(home.resolve("good"));
        SmallPack bad =
                SmallPack.in(home.resolve("bad"))
                        .write("data/Nodes.csv", "Id\na1\na1\n")
                        .write("graph_schema.yaml", "nodes: []\n");
        String[] both = {"pack", "validate", good.folder().toString(), bad.folder().toString()};
        assertThat(run(both)).isEqualTo(1);
        assertThat(printed())
                .contains(good.folder() + ": OK", bad.folder() + ": graph_schema.yaml");
        assertThat(said()).contains(bad.folder() + ": 1 mistake");
        assertThat(run("pack", "validate", "--json", bad.folder().toString())).isEqualTo(1);
        JsonNode json = EventCodec.JSON.readTree(printed());
        assertThat(json.path("mistakes").path(0).path("file").asString())
                .isEqualTo("graph_schema.yaml");
    }

    @Test
    void aFolderThatIsNotAPackIsReported() {
        assertThat(run("pack", "validate", home.toString())).isEqualTo(1);
        assertThat(printed()).contains("is " + home + " the folder of a pack?");
    }

    @Test
    void mistakesInTheWordsOfAnOperatorAreAllListed() throws IOException {
        SmallPack pack =
                SmallPack.in(home.resolve("small"))
                        .write("words/metrics.txt", "latncy: dauer\n")
                        .write("words/zones.txt", "no colon\n");
        env.put("NOCTURNE_WORDS", pack.folder().resolve("words").toString());
        assertThat(run("pack", "validate", pack.folder().toString())).isEqualTo(2);
        assertThat(said().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("NOCTURNE_WORDS: "))
                .anyMatch(line -> line.contains("'latncy' is unknown"))
                .anyMatch(line -> line.contains("zones.txt:1"));
    }

    @Test
    void listShowsThePacksOfAServerWithTheirAlerts() throws IOException {
        try (FakeServer server = new FakeServer()) {
            server.put(
                    "GET /api/environments",
                    200,
                    "{\"environments\":[{\"name\":\"shop\",\"displayName\":\"Online shop\","
                            + "\"alerts\":[{\"name\":\"default\"},{\"name\":\"peak\"}]}]}");
            env.put("NOCTURNE_SERVER", server.url());
            assertThat(run("pack", "list")).as(said()).isZero();
            assertThat(printed())
                    .isEqualTo(
                            """
                            NAME  TITLE        ALERTS
                            shop  Online shop  default, peak
                            """);
            assertThat(run("pack", "list", "-o", "json")).as(said()).isZero();
            JsonNode json = EventCodec.JSON.readTree(printed());
            assertThat(json.path("name").asString()).isEqualTo("shop");
            assertThat(json.path("alerts").toString()).isEqualTo("[\"default\",\"peak\"]");
        }
    }
}
