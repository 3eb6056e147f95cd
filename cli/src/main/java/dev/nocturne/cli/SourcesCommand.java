package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(
        name = "sources",
        description = {
            "Shows the sources of a live environment: what each one knows, and whether it can be"
                    + " asked.",
            "Exits with 1 if one of them cannot."
        })
final class SourcesCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Mixin private OutputOption output = new OutputOption();

    SourcesCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean json = output.json();
        try (AskedEnvironment asked = environment.find(around)) {
            JsonNode answer = asked.sources();
            List<JsonNode> sources = answer.path("sources").valueStream().toList();
            if (json) {
                around.screen().line(answer.toString());
            } else {
                show(sources);
            }
            return sources.stream().anyMatch(SourcesCommand::isDown)
                    ? ExitCode.FAILED
                    : ExitCode.COMPLETED;
        }
    }

    private static boolean isDown(JsonNode source) {
        return source.path("status").asString("").equals("down");
    }

    private void show(List<JsonNode> sources) {
        Screen screen = around.screen();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SOURCE", "STATUS", "KNOWS"));
        for (JsonNode source : sources) {
            rows.add(
                    List.of(
                            source.path("name").asString(""),
                            source.path("status").asString(""),
                            source.path("abilities")
                                    .valueStream()
                                    .map(ability -> ability.asString(""))
                                    .collect(Collectors.joining(", "))));
        }
        new Table(screen).draw(rows, true);
        for (JsonNode source : sources) {
            screen.line("");
            screen.prose(
                    source.path("name").asString("")
                            + ": "
                            + Screen.clean(source.path("message").asString("")),
                    "  ");
        }
    }
}
