package dev.nocturne.sources.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small sound pack in a folder, to be changed by the test. */
public final class TestPack {

    private final Path dir;

    public TestPack(Path dir) {
        this.dir = dir;
        write("scenario.yaml", manifest("small"));
        write(
                "graph_schema.yaml",
                """
                data_dir: data/entities
                vertices:
                  - label: Router
                    csv_file: DimRouter.csv
                    id_column: RouterId
                    properties: [RouterId, City]
                  - label: Link
                    csv_file: DimLink.csv
                    id_column: LinkId
                    properties: [LinkId, CapacityGbps, LengthKm]
                    property_types: {CapacityGbps: BigInt, LengthKm: Double}
                  - label: Service
                    csv_file: DimService.csv
                    id_column: ServiceId
                edges:
                  - label: connects_to
                    csv_file: FactLinkEnds.csv
                    source: {label: Link, property: LinkId, column: LinkId}
                    target: {label: Router, property: RouterId, column: RouterId}
                    properties:
                      - {name: Side, column: Side}
                      - {name: Kind, value: physical}
                  - label: depends_on
                    csv_file: FactDepends.csv
                    filter: {column: DependsOnType, value: Link}
                    source: {label: Service, property: ServiceId, column: ServiceId}
                    target: {label: Link, property: LinkId, column: DependsOnId}
                  - label: depends_on
                    csv_file: FactDepends.csv
                    filter: {column: DependsOnType, value: Router}
                    source: {label: Service, property: ServiceId, column: ServiceId}
                    target: {label: Router, property: RouterId, column: DependsOnId}
                """);
        write("data/entities/DimRouter.csv", "RouterId,City\nR1,Sydney\nR2,Perth\nR3,Sydney\n");
        write("data/entities/DimLink.csv", "LinkId,CapacityGbps,LengthKm\nL1,100,3291.5\nL2,10,\n");
        write("data/entities/DimService.csv", "ServiceId,Customer\nS1,\"Acme, Ltd\"\nS2,Zed\n");
        write(
                "data/entities/FactLinkEnds.csv",
                "LinkId,RouterId,Side\nL1,R1,1\nL1,R2,2\nL2,R2,9\nL2,R3,10\n");
        write(
                "data/entities/FactDepends.csv",
                "ServiceId,DependsOnType,DependsOnId\nS1,Link,L1\nS2,Link,L2\nS2,Router,R3\n");
        write(
                "data/telemetry/Alerts.csv",
                """
                AlertId,Timestamp,SourceNodeId,Severity
                A1,2026-05-01T10:00:00.250Z,L1,CRITICAL
                A3,2026-05-01T12:00:00Z,S2,MINOR
                A2,2026-05-01T10:00:01.000Z,S1,MAJOR
                """);
        write(
                "data/telemetry/LinkMetrics.csv",
                """
                LinkId,Timestamp,Utilization,LatencyMs
                L1,2026-05-01T09:00:00Z,40.5,1.5
                L1,2026-05-01T10:00:00Z,,99.5
                L2,2026-05-01T10:00:00Z,10,1.0
                L1,2026-05-01T11:00:00Z,41,1.25
                """);
        write(
                "data/knowledge/runbooks/fibre_cut.md",
                "# Fibre cut\n\nIntro.\n\n## Locate\n\nUse OTDR from the nearer end.\n");
        write(
                "data/knowledge/tickets/INC-1.txt",
                """
                Incident: INC-1
                Title: Fibre cut by an excavator
                Root Cause Type: fibre cut
                Date: 2026-01-02
                Description: Light was lost
                on both ends.
                Resolution: Spliced.
                """);
        write("data/prompts/alert.md", "Link L1 is down.\n");
        write("data/prompts/second.md", "Link L2 is slow.\n");
        write("data/prompts/lead.md", "Lead the investigation.\n");
        write("data/prompts/graph/a.md", "First part.\n");
        write("data/prompts/graph/b.md", "Second part.\n");
    }

    /** A manifest of that name. */
    public static String manifest(String name) {
        return """
        name: %s
        display_name: Small network
        version: 1.0
        use_cases: [Find the cause]
        example_questions: ["Why?"]
        foreign_key: {of: another engine}
        paths:
          entities: data/entities
          telemetry: data/telemetry
          default_alert: data/prompts/alert.md
          second_alert: data/prompts/second.md
        data_sources:
          graph:
            connector: fabric-gql
            config: {database: db, graph: small-graph}
            schema_file: graph_schema.yaml
          telemetry:
            connector: fabric-kql
            config:
              containers:
                - {name: Alerts, csv_file: Alerts.csv, id_field: null, numeric_fields: []}
                - {name: LinkMetrics, csv_file: LinkMetrics.csv, numeric_fields: [Utilization, LatencyMs]}
          search_indexes:
            runbooks: {index_name: rb, source: data/knowledge/runbooks}
            tickets: {index_name: tk, source: data/knowledge/tickets}
        agents:
          - {name: Lead, role: orchestrator, model: m, instructions_file: prompts/lead.md, is_orchestrator: true, connected_agents: [Explorer]}
          - name: Explorer
            instructions_file: prompts/graph
            tools:
              - {type: openapi, spec_template: graph}
              - {type: azure_ai_search, index_key: runbooks}
              - {type: function, name: dispatch_field_engineer}
        graph_styles:
          node_types:
            Router: {color: "#112233", size: 14, icon: node}
        telemetry_baselines:
          LinkMetrics:
            - {metric: LatencyMs, normal: below 5, down: above 90}
        demo_flows:
          - {title: Tour, description: d, steps: [{prompt: p, expect: e}]}
        """
                .formatted(name);
    }

    public Path dir() {
        return dir;
    }

    public TestPack write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public TestPack write(String file, byte[] bytes) {
        try {
            Path path = dir.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestPack replace(String file, String before, String after) {
        try {
            String text = Files.readString(dir.resolve(file));
            if (!text.contains(before)) {
                throw new IllegalStateException(file + " does not hold " + before);
            }
            return write(file, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestPack delete(String file) {
        try {
            Files.delete(dir.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scenario; fails when the pack is refused. */
    public Pack load() {
        return switch (PackReader.load(dir)) {
            case LoadResult.Loaded(Pack pack) -> pack;
            case LoadResult.Refused(List<Problem> problems) ->
                    throw new AssertionError("refused: " + problems);
        };
    }

    /** The mistakes; fails when the pack loads. */
    public List<Problem> problems() {
        return switch (PackReader.load(dir)) {
            case LoadResult.Loaded loaded -> throw new AssertionError("loaded");
            case LoadResult.Refused(List<Problem> problems) -> problems;
        };
    }
}
