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
            "Writes down what the models of a session answered, a line of JSON each.",
            "With NOCTURNE_MODEL=replay:FILE the same alert on the same pack is investigated again"
                    + " without any model."
        })
final class RecordCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Parameters(paramLabel = "ID", description = "The session.")
    private String id = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write. Default: standard output.")
    private @Nullable Path out;

    RecordCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (NocturneClient client = server.connect(around)) {
            List<String> lines = recording(client.detail(id));
            if (lines.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "no model answered in this session; was it run by the orchestrator \"llm\"?");
            }
            if (out == null) {
                lines.forEach(around.screen()::line);
            } else {
                write(out, lines);
                around.screen()
                        .line(
                                lines.size()
                                        + " model answers in "
                                        + out
                                        + "; NOCTURNE_MODEL=replay:"
                                        + out
                                        + " replays them");
            }
            return ExitCode.COMPLETED;
        }
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
                    ExitCode.FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
