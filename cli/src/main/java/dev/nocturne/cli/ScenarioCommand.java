package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.Table;
import dev.nocturne.investigator.TableReport;
import dev.nocturne.scenario.LoadResult;
import dev.nocturne.scenario.Manifest;
import dev.nocturne.scenario.Problem;
import dev.nocturne.scenario.Scenario;
import dev.nocturne.scenario.ScenarioLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "scenario", description = "Checks and lists scenario packs.")
final class ScenarioCommand {
    /** Lists every mistake of packs at once. */
    @Command(
            name = "validate",
            description =
                    "Checks scenario packs: lists every mistake with file and line, or what was"
                            + " understood of each table and what will not be used.")
    static final class Validate implements Callable<Integer> {
        private final Surroundings around;

        @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders of packs.")
        private List<Path> folders = List.of();

        @Option(names = "--json", description = "Prints one JSON object per folder.")
        private boolean json;

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
            Screen screen = around.screen();
            List<TableReport> tables = TableReport.of(pack);
            List<String> warnings =
                    Stream.concat(
                                    pack.warnings().stream().map(Object::toString),
                                    TableReport.unused(pack).stream())
                            .toList();
            if (json) {
                print(
                        Map.of(
                                "folder", folder.toString(),
                                "pack", manifest.name(),
                                "alerts", List.copyOf(manifest.alerts().keySet()),
                                "tables", tables,
                                "warnings", warnings,
                                "mistakes", List.of()));
                return;
            }
            screen.line(
                    "%s: %s; pack %s, alerts: %s"
                            .formatted(
                                    folder,
                                    judgement(warnings.size()),
                                    manifest.name(),
                                    String.join(", ", manifest.alerts().keySet())));
            tables.forEach(table -> screen.line("  table " + Screen.clean(table.sentence())));
            warnings.forEach(warning -> screen.line("  warning: " + Screen.clean(warning)));
        }

        private static String judgement(int warnings) {
            return switch (warnings) {
                case 0 -> "sound";
                case 1 -> "loads, with 1 warning";
                default -> "loads, with " + warnings + " warnings";
            };
        }

        private void print(Map<String, Object> result) {
            around.screen().line(JsonMapper.shared().writeValueAsString(result));
        }

        private void wrong(Path folder, List<Problem> problems) {
            if (json) {
                print(Map.of("folder", folder.toString(), "mistakes", problems));
                return;
            }
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
                    pack.path("alerts").valueStream().map(ListPacks::alert).toList());
        }

        /** Alerts are objects with a name; older servers give the names alone. */
        private static String alert(JsonNode alert) {
            return alert.isObject() ? alert.path("name").asString("") : alert.asString("");
        }

        private static List<String> row(String name, String title, Iterable<String> alerts) {
            return List.of(name, title, String.join(", ", alerts));
        }
    }
}
