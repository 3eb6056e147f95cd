package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.Table;
import dev.nocturne.scenario.LoadResult;
import dev.nocturne.scenario.Manifest;
import dev.nocturne.scenario.Problem;
import dev.nocturne.scenario.Scenario;
import dev.nocturne.scenario.ScenarioLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "scenario", description = "Checks and lists scenario packs.")
final class ScenarioCommand {
    /** Lists every mistake of packs at once. */
    @Command(
            name = "validate",
            description = "Checks scenario packs, and lists every mistake with file and line.")
    static final class Validate implements Callable<Integer> {
        private final Surroundings around;

        @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders of packs.")
        private List<Path> folders = List.of();

        Validate(Surroundings around) {
            this.around = around;
        }

        @Override
        public Integer call() {
            int code = ExitCode.COMPLETED;
            for (Path folder : folders) {
                switch (ScenarioLoader.load(folder)) {
                    case LoadResult.Loaded(Scenario pack) -> sound(folder, pack);
                    case LoadResult.Refused(List<Problem> problems) -> {
                        wrong(folder, problems);
                        code = ExitCode.FAILED;
                    }
                }
            }
            return code;
        }

        private void sound(Path folder, Scenario pack) {
            Manifest manifest = pack.manifest();
            around.screen()
                    .line(
                            "%s: sound; pack %s, alerts: %s"
                                    .formatted(
                                            folder,
                                            manifest.name(),
                                            String.join(", ", manifest.alerts().keySet())));
        }

        private void wrong(Path folder, List<Problem> problems) {
            Screen screen = around.screen();
            for (Problem problem : problems) {
                screen.line(folder + ": " + Screen.clean(problem.toString()));
            }
            String count = problems.size() == 1 ? "1 mistake" : problems.size() + " mistakes";
            around.errors().line(folder + ": " + count);
        }
    }

    /** Names packs and their alerts. */
    @Command(
            name = "list",
            description =
                    "Lists the packs of a server with --server or $$NOCTURNE_SERVER, else those"
                            + " that come along; with the names of their alerts.")
    static final class ListPacks implements Callable<Integer> {
        private final Surroundings around;

        @Mixin private ServerOption server = new ServerOption();

        ListPacks(Surroundings around) {
            this.around = around;
        }

        @Override
        public Integer call() {
            String url = server.named(around);
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("NAME", "TITLE", "ALERTS"));
            rows.addAll(url == null ? shipped() : served(url));
            new Table(around.screen()).draw(rows, true);
            return ExitCode.COMPLETED;
        }

        private List<List<String>> shipped() {
            List<List<String>> rows = new ArrayList<>();
            for (Path folder : Packs.shipped(around)) {
                rows.add(
                        switch (ScenarioLoader.load(folder)) {
                            case LoadResult.Loaded(Scenario pack) ->
                                    row(
                                            pack.name(),
                                            pack.manifest().displayName(),
                                            pack.manifest().alerts().keySet());
                            case LoadResult.Refused(List<Problem> problems) ->
                                    row(
                                            String.valueOf(folder.getFileName()),
                                            problems.size() + " mistakes, see 'scenario validate'",
                                            List.of());
                        });
            }
            return rows;
        }

        private List<List<String>> served(String url) {
            try (NocturneClient client = ServerOption.client(url, around)) {
                return client.scenarios().stream().map(ListPacks::served).toList();
            }
        }

        private static List<String> served(JsonNode pack) {
            return row(
                    pack.path("name").asString(""),
                    pack.path("displayName").asString(""),
                    pack.path("alerts").propertyNames());
        }

        private static List<String> row(String name, String title, Iterable<String> alerts) {
            return List.of(name, title, String.join(", ", alerts));
        }
    }
}
