package dev.nocturne.sources.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every mistake of a pack is told with its file, its line, what was found and what was expected.
 */
final class PackProblemsTest {

    @TempDir Path dir;

    private TestPack pack;

    @BeforeEach
    void setUp() {
        pack = new TestPack(dir.resolve("pack"));
    }

    private void expect(String... lines) {
        assertThat(pack.problems()).extracting(Problem::toString).containsExactly(lines);
    }

    private void expectOne(String file, int line, String key, String found) {
        List<Problem> problems = pack.problems();
        assertThat(problems).hasSize(1);
        Problem problem = problems.getFirst();
        assertThat(problem.file()).isEqualTo(file);
        assertThat(problem.line()).as(problem.toString()).isEqualTo(line);
        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.found()).contains(found);
        assertThat(problem.expected()).isNotBlank();
    }

    @Test
    void aMissingFolderIsRefused() {
        LoadResult result = PackReader.load(dir.resolve("nowhere"));

        assertThat(result).isInstanceOf(LoadResult.Refused.class);
    }

    @Test
    void aMissingManifestIsRefused() {
        pack.delete("scenario.yaml");

        expectOne("scenario.yaml", 0, "", "scenario.yaml");
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        pack.write("scenario.yaml", "name: x\npaths: [a, b\nversion: 2\n");

        expectOne("scenario.yaml", 3, "", "wrong YAML");
    }

    @Test
    void aManifestThatIsNoMappingIsRefused() {
        pack.write("scenario.yaml", "- a\n- b\n");

        expectOne("scenario.yaml", 0, "", "a list");
    }

    @Test
    void anEmptyManifestIsRefused() {
        pack.write("scenario.yaml", "");

        expectOne("scenario.yaml", 0, "", "an empty file");
    }

    @Test
    void aKeyGivenTwiceIsToldWithItsLine() {
        pack.replace("scenario.yaml", "version: 1.0\n", "version: 1.0\nname: again\n");

        expect("scenario.yaml:4 name: found the key a second time, expected each key once");
    }

    @Test
    void aMissingNameIsTold() {
        pack.replace("scenario.yaml", "name: small\n", "nome: small\n");

        expectOne("scenario.yaml", 1, "name", "nothing");
    }

    @Test
    void valuesOfTheWrongKindAreAllTold() {
        pack.replace("scenario.yaml", "use_cases: [Find the cause]", "use_cases: one text")
                .replace("scenario.yaml", "is_orchestrator: true", "is_orchestrator: perhaps")
                .replace("scenario.yaml", "size: 14", "size: big")
                .replace("scenario.yaml", "version: 1.0", "version: [1]");

        expect(
                "scenario.yaml:3 version: found a list, expected a text",
                "scenario.yaml:4 use_cases: found \"one text\", expected a list",
                "scenario.yaml:27 agents[0].is_orchestrator: found \"perhaps\", expected true or false",
                "scenario.yaml:36 graph_styles.node_types.Router.size: found \"big\", expected a number");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        pack.write("scenario.yaml", "name: " + "[".repeat(100_000));

        assertThat(pack.problems()).isNotEmpty();
    }

    @Test
    void missingFilesAreToldWhereTheyAreNamed() {
        pack.delete("data/entities/DimRouter.csv")
                .delete("data/telemetry/Alerts.csv")
                .delete("data/prompts/second.md")
                .replace("scenario.yaml", "source: data/knowledge/runbooks", "source: data/books");

        assertThat(pack.problems())
                .extracting(p -> p.file() + ":" + p.line() + " " + p.key())
                .containsExactlyInAnyOrder(
                        "graph_schema.yaml:4 vertices[0].csv_file",
                        "scenario.yaml:21 data_sources.telemetry.config.containers[0].csv_file",
                        "scenario.yaml:11 paths.second_alert",
                        "scenario.yaml:24 data_sources.search_indexes.runbooks.source");
    }

    @Test
    void aMissingGraphSchemaIsTold() {
        pack.delete("graph_schema.yaml");

        expectOne("scenario.yaml", 16, "data_sources.graph.schema_file", "graph_schema.yaml");
    }

    @Test
    void pathsThatLeaveThePackAreRefused() throws IOException {
        Files.writeString(dir.resolve("secret.md"), "secret");
        pack.replace("scenario.yaml", "data/prompts/alert.md", "../secret.md")
                .replace("scenario.yaml", "prompts/lead.md", "../../secret.md");

        assertThat(pack.problems())
                .extracting(p -> p.key() + " " + p.found())
                .containsExactlyInAnyOrder(
                        "paths.default_alert \"../secret.md\"",
                        "agents[0].instructions_file \"data/../../secret.md\"");
    }

    @Test
    void linksThatLeaveThePackAreRefused() throws IOException {
        Path secret = Files.writeString(dir.resolve("secret.md"), "secret");
        Files.createSymbolicLink(pack.dir().resolve("data/prompts/graph/c.md"), secret);
        Files.createSymbolicLink(pack.dir().resolve("data/knowledge/runbooks/c.md"), secret);

        assertThat(pack.problems())
                .extracting(Problem::found)
                .containsExactlyInAnyOrder(
                        "\"data/prompts/graph/c.md\"", "\"data/knowledge/runbooks/c.md\"");
    }

    @Test
    void aCellThatIsNoNumberIsTold() {
        pack.replace(
                        "data/telemetry/LinkMetrics.csv",
                        "L2,2026-05-01T10:00:00Z,10,",
                        "L2,2026-05-01T10:00:00Z,ten,")
                .replace("data/entities/DimLink.csv", "L1,100,3291.5", "L1,10.5,0x1p3");

        expect(
                "data/entities/DimLink.csv:2 CapacityGbps: found \"10.5\", expected a whole number or nothing",
                "data/entities/DimLink.csv:2 LengthKm: found \"0x1p3\", expected a number or nothing",
                "data/telemetry/LinkMetrics.csv:4 Utilization: found \"ten\", expected a number or nothing");
    }

    @Test
    void aBadTimestampIsTold() {
        pack.replace("data/telemetry/Alerts.csv", "2026-05-01T12:00:00Z", "2026-13-01T12:00:00Z");

        expectOne("data/telemetry/Alerts.csv", 3, "Timestamp", "2026-13-01T12:00:00Z");
    }

    @Test
    void rowsOfAnotherWidthAreTold() {
        pack.write("data/entities/DimRouter.csv", "RouterId,City\nR1,Sydney\nR2\nR3,Sydney,extra\n")
                .write("data/entities/FactLinkEnds.csv", "LinkId,RouterId,Side\nL1,R1,1\n")
                .write("data/entities/FactDepends.csv", "ServiceId,DependsOnType,DependsOnId\n");

        expect(
                "data/entities/DimRouter.csv:3: found 1 cells, expected 2 cells, as in the header",
                "data/entities/DimRouter.csv:4: found 3 cells, expected 2 cells, as in the header");
    }

    @Test
    void linesAreCountedOverCellsThatSpanLines() {
        pack.write(
                "data/entities/DimService.csv",
                "ServiceId,Customer\nS1,\"two\nlines\"\nS2,Zed,3\nS2,Zed\n");

        expectOne("data/entities/DimService.csv", 4, "", "3 cells");
    }

    @Test
    void aQuoteThatNeverEndsIsTold() {
        pack.write("data/entities/DimService.csv", "ServiceId,Customer\nS1,a\nS2,\"open\n");

        assertThat(pack.problems())
                .first()
                .extracting(Problem::file)
                .isEqualTo("data/entities/DimService.csv");
    }

    @Test
    void bytesThatAreNotUtf8AreToldWithTheirLine() {
        byte[] bytes =
                "RouterId,City\nR1,Sydney\nR2,Perth?\nR3,x\n".getBytes(StandardCharsets.US_ASCII);
        bytes[new String(bytes, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0x81;
        pack.write("data/entities/DimRouter.csv", bytes);

        expectOne("data/entities/DimRouter.csv", 3, "", "not UTF-8");
    }

    @Test
    void aTruncatedCharacterAtTheEndOfAFileIsTold() {
        pack.write(
                "data/knowledge/runbooks/fibre_cut.md",
                new byte[] {'a', '\n', (byte) 0xE2, (byte) 0x82});

        expectOne("data/knowledge/runbooks/fibre_cut.md", 2, "", "not UTF-8");
    }

    @Test
    void aNulIsToldWithItsLine() {
        pack.write("data/entities/DimRouter.csv", "RouterId,City\nR1,Syd\0ney\nR2,x\nR3,x\n");

        expectOne("data/entities/DimRouter.csv", 2, "", "NUL");
    }

    @Test
    void idsGivenTwiceAreToldWithTheFirstPlace() {
        pack.write(
                "data/entities/DimRouter.csv",
                "RouterId,City\nR1,Sydney\nR2,Perth\nR3,x\nR1,Perth\nL1,x\n,x\n");

        expect(
                "data/entities/DimRouter.csv:5 RouterId: found id \"R1\" a second time (first in"
                        + " data/entities/DimRouter.csv:2), expected ids that are unique in the pack",
                "data/entities/DimRouter.csv:7 RouterId: found nothing, expected an id",
                "data/entities/DimLink.csv:2 LinkId: found id \"L1\" a second time (first in"
                        + " data/entities/DimRouter.csv:6), expected ids that are unique in the pack",
                "data/entities/FactLinkEnds.csv:2 LinkId: found \"L1\", expected the LinkId of a Link",
                "data/entities/FactLinkEnds.csv:3 LinkId: found \"L1\", expected the LinkId of a Link",
                "data/entities/FactDepends.csv:2 DependsOnId: found \"L1\", expected the LinkId of a Link");
    }

    @Test
    void aDanglingReferenceIsTold() {
        pack.replace("data/entities/FactLinkEnds.csv", "L2,R3,10", "L2,R33,10");

        expectOne("data/entities/FactLinkEnds.csv", 5, "RouterId", "R33");
    }

    @Test
    void columnsThatTheSchemaNamesAndTheFileLacksAreTold() {
        pack.replace("data/entities/FactLinkEnds.csv", "LinkId,RouterId,Side", "LinkId,Router,Sid")
                .replace("data/entities/DimLink.csv", "CapacityGbps", "Capacity")
                .replace("scenario.yaml", "[Utilization, LatencyMs]", "[Utilization, Loss]")
                .replace(
                        "graph_schema.yaml",
                        "column: DependsOnType, value: Router",
                        "column: Type, value: Router");

        assertThat(pack.problems())
                .extracting(p -> p.file() + " " + p.key() + " " + p.found())
                .containsExactlyInAnyOrder(
                        "graph_schema.yaml vertices[1].properties column \"CapacityGbps\"",
                        "graph_schema.yaml edges[0].target.column column \"RouterId\"",
                        "graph_schema.yaml edges[0].properties[0].column column \"Side\"",
                        "graph_schema.yaml edges[2].filter.column column \"Type\"",
                        "scenario.yaml data_sources.telemetry.config.containers[1].numeric_fields column \"Loss\"");
    }

    @Test
    void edgesOfUnknownLabelsAndPropertiesAreTold() {
        pack.replace(
                        "graph_schema.yaml",
                        "target: {label: Router, property: RouterId, column: DependsOnId}",
                        "target: {label: Switch, property: RouterId, column: DependsOnId}")
                .replace(
                        "graph_schema.yaml",
                        "{label: Link, property: LinkId, column: DependsOnId}",
                        "{label: Link, property: Name, column: DependsOnId}");

        assertThat(pack.problems())
                .extracting(p -> p.key() + " " + p.found())
                .containsExactlyInAnyOrder(
                        "edges[2].target.label \"Switch\"", "edges[1].target.property \"Name\"");
    }

    @Test
    void aLabelOrTableGivenTwiceIsTold() {
        pack.replace("graph_schema.yaml", "label: Service\n", "label: Link\n")
                .replace("scenario.yaml", "name: LinkMetrics,", "name: alerts,");

        assertThat(pack.problems())
                .extracting(p -> p.key() + " " + p.found())
                .contains(
                        "vertices[2].label \"Link\" a second time",
                        "data_sources.telemetry.config.containers[1].name \"alerts\" a second time");
    }

    @Test
    void headersWithDoubledOrNamelessColumnsAreTold() {
        pack.write("data/entities/DimService.csv", "ServiceId,Customer,Customer,\n");

        assertThat(pack.problems())
                .extracting(p -> p.file() + ":" + p.line() + " " + p.key())
                .contains(
                        "data/entities/DimService.csv:1 Customer",
                        "data/entities/DimService.csv:1 column 4");
    }

    @Test
    void anEmptyCsvFileIsTold() {
        pack.write("data/telemetry/Alerts.csv", "");

        expectOne("data/telemetry/Alerts.csv", 1, "", "an empty file");
    }

    @Test
    void agentsThatNameWhatIsNotThereAreTold() {
        pack.replace("scenario.yaml", "prompts/lead.md", "prompts/boss.md")
                .replace("scenario.yaml", "index_key: runbooks", "index_key: manuals")
                .replace(
                        "scenario.yaml",
                        "connected_agents: [Explorer]",
                        "connected_agents: [Explorer, Ghost]");

        assertThat(pack.problems())
                .extracting(p -> p.key() + " " + p.found())
                .containsExactlyInAnyOrder(
                        "agents[0].instructions_file \"prompts/boss.md\"",
                        "agents[1].tools[1].index_key \"manuals\"",
                        "agents[0].connected_agents agent \"Ghost\"");
    }

    @Test
    void anAgentNamedTwiceIsTold() {
        pack.replace("scenario.yaml", "- name: Explorer", "- name: Lead")
                .replace(
                        "scenario.yaml",
                        "connected_agents: [Explorer]",
                        "connected_agents: [Lead]");

        expectOne("scenario.yaml", 28, "agents[1].name", "a second time");
    }

    @Test
    void dispatchLabelsThatAreNoVerticesAreTold() {
        pack.replace(
                "scenario.yaml",
                "version: 1.0\n",
                "version: 1.0\ndispatch: {roster: Engineer, depots: Router}\n");

        expectOne("scenario.yaml", 4, "dispatch.roster", "Engineer");
    }

    @Test
    void ticketsWithOneIdAreTold() {
        pack.write("data/knowledge/tickets/copy.txt", "Incident: INC-1\nTitle: again\n");

        expectOne("data/knowledge/tickets/copy.txt", 0, "", "INC-1");
    }

    @Test
    void aFileOverItsSizeIsRefusedUnread() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(
                        pack.dir().resolve("data/telemetry/Alerts.csv").toFile(), "rw")) {
            file.setLength(PackFiles.CSV_BYTES + 1);
        }
        pack.write("data/prompts/alert.md", "x".repeat((int) PackFiles.TEXT_BYTES + 1));

        assertThat(pack.problems())
                .extracting(p -> p.file() + " " + p.found())
                .containsExactlyInAnyOrder(
                        "data/prompts/alert.md 1048577 bytes",
                        "data/telemetry/Alerts.csv 134217729 bytes");
    }

    @Test
    void manyMistakesOfOneFileAreCappedAndCounted() {
        StringBuilder ends = new StringBuilder("LinkId,RouterId,Side\n");
        for (int i = 0; i < 1_000; i++) {
            ends.append("L1,X").append(i).append(",1\n");
        }
        pack.write("data/entities/FactLinkEnds.csv", ends.toString());
        pack.replace("data/telemetry/Alerts.csv", "2026-05-01T12:00:00Z", "never");

        List<Problem> problems = pack.problems();
        assertThat(problems).hasSize(102);
        assertThat(problems.get(100).found()).isEqualTo("and 900 more mistakes");
        assertThat(problems.get(101).file()).isEqualTo("data/telemetry/Alerts.csv");
    }

    @Test
    void mistakesOfManyFilesAreListedAtOnce() {
        pack.replace("scenario.yaml", "is_orchestrator: true", "is_orchestrator: 3")
                .replace("data/entities/FactLinkEnds.csv", "L2,R3,10", "L2,R33,10")
                .replace("data/telemetry/LinkMetrics.csv", "40.5", "forty")
                .delete("data/prompts/lead.md");

        assertThat(pack.problems())
                .extracting(Problem::file)
                .containsExactlyInAnyOrder(
                        "scenario.yaml",
                        "scenario.yaml",
                        "data/entities/FactLinkEnds.csv",
                        "data/telemetry/LinkMetrics.csv");
    }

    @Test
    void aTimeZoneHasToBeOne() {
        pack.write("scenario.yaml", "name: x\ntime_zone: Europe/Nowhere\n");

        expectOne("scenario.yaml", 2, "time_zone", "Europe/Nowhere");
    }
}
