package dev.nocturne.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pack of two nodes, a metric and an alarm stream, in a folder; a test may change its files. */
record SmallPack(Path folder) {

    static SmallPack in(Path folder) throws IOException {
        return new SmallPack(folder)
                .write(
                        "scenario.yaml",
                        """
                        name: small
                        display_name: Small network
                        paths:
                          entities: data
                          telemetry: telemetry
                          graph_schema: graph_schema.yaml
                          default_alert: alert.md
                        """)
                .write(
                        "graph_schema.yaml",
                        """
                        data_dir: data
                        vertices:
                          - {label: Node, csv_file: Nodes.csv, id_column: Id}
                        """)
                .write("alert.md", "a1 is slow since 09:10 on 1 May 2026.\n")
                .write("data/Nodes.csv", "Id\na1\na2\n")
                .write(
                        "telemetry/Latency.csv",
                        """
                        Zeit;Node;LatencyMs
                        01.05.2026 09:00;a1;1,5
                        01.05.2026 09:10;a1;99,5
                        01.05.2026 09:00;a2;1,5
                        31.05.2026 09:10;zz;1,5
                        """)
                .write(
                        "telemetry/Alarms.csv",
                        "ts,Node,Severity\n2026-05-01T09:10:00Z,a1,1 - Critical\n")
                .write("telemetry/Prices.csv", "Item,Price\ncable,3\n");
    }

    SmallPack write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }
}
