package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.core.PrivateFiles;
import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "record",
        description = {
            "Exports a session's model responses as JSON Lines.",
            "With NOCTURNE_MODEL=replay:FILE they replace the model when the same alert is"
                    + " investigated again on the same pack."
        })
final class RecordCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Parameters(paramLabel = "ID", description = SessionName.DESCRIPTION)
    private String name = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write. Default: standard output.")
    private @Nullable Path out;

    @Mixin private OutputOption output = new OutputOption();

    RecordCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean json = output.json();
        try (NocturneClient client = server.connect(around)) {
            List<String> lines = recording(SessionName.resolve(client, name, client::detail));
            if (lines.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "this session has no model responses; only the orchestrator \"llm\" uses a model");
            }
            if (out == null) {
                lines.forEach(around.screen()::line);
            } else {
                write(out, lines);
                around.screen().line(json ? json(out, lines) : sentence(out, lines));
            }
            return ExitCode.COMPLETED;
        }
    }

    private static String sentence(Path file, List<String> lines) {
        return "wrote %d model responses to %s; NOCTURNE_MODEL=replay:%s replays them"
                .formatted(lines.size(), file, file);
    }

    private static String json(Path file, List<String> lines) {
        return EventCodec.JSON
                .createObjectNode()
                .put("file", file.toString())
                .put("responses", lines.size())
                .toString();
    }

    private static List<String> recording(JsonNode detail) {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : detail.path("event_log")) {
            if (entry.path("event").asString("").equals("model.response")) {
                JsonNode response = EventCodec.JSON.readTree(entry.path("data").asString("{}"));
                ObjectNode line = JsonNodeFactory.instance.objectNode();
                line.put("key", response.path("key").asString(""));
                line.set("response", response);
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private static void write(Path file, List<String> lines) {
        try {
            PrivateFiles.create(file);
            PrivateFiles.restrict(file);
            Files.write(file, lines);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
