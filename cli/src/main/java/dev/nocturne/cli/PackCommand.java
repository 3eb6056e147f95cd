package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.Table;
import dev.nocturne.sources.pack.LoadResult;
import dev.nocturne.sources.pack.Manifest;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.PackReader;
import dev.nocturne.sources.pack.Problem;
import dev.nocturne.sources.pack.alarm.TableReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "pack", aliases = "scenario", description = "Checks and lists packs.")
final class PackCommand {
    /** Lists every mistake of packs at once. */
    @Command(
            name = "validate",
            description =
                    "Checks packs: lists every mistake with file and line, or what was"
                            + " understood of each table and what will not be used.")
    static final class Validate implements Callable<Integer> {
        private final Surroundings around;

        @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders of packs.")
        private List<Path> folders = List.of();

        @Mixin private OutputOption output = new OutputOption();

        Validate(Surroundings around) {
            this.around = around;
        }

        @Override
        public Integer call() {
            boolean json = output.json();
            WordListSetting.add(around);
            int code = ExitCode.COMPLETED;
            for (Path folder : folders) {
                switch (PackReader.load(folder)) {
                    case LoadResult.Loaded(Pack pack) -> {
                        try (pack) {
                            report(folder, pack, json);
                        }
                    }
                    case LoadResult.Refused(List<Problem> problems) -> {
                        report(folder, problems, json);
                        code = ExitCode.FAILED;
                    }
                }
            }
            return code;
        }

        private void report(Path folder, Pack pack, boolean json) {
            Manifest manifest = pack.manifest();
            Screen screen = around.screen();
            List<TableReport> tables = TableReport.of(pack);
            List<String> warnings =
                    Stream.concat(
                                    pack.warnings().stream().map(Object::toString),
                                    TableReport.unused(pack).stream())
                            .toList();
            List<String> alerts = List.copyOf(manifest.alerts().keySet());
            if (json) {
                printJson(
                        Map.of(
                                "folder",
                                folder.toString(),
                                "pack",
                                manifest.name(),
                                "alerts",
                                alerts,
                                "tables",
                                tables,
                                "warnings",
                                warnings,
                                "mistakes",
                                List.of()));
                return;
            }
            screen.line(
                    "%s: OK%s (pack %s, %s)"
                            .formatted(
                                    folder,
                                    warnings.isEmpty() ? "" : " with " + count(warnings, "warning"),
                                    manifest.name(),
                                    alerts.isEmpty()
                                            ? "no alerts"
                                            : "alerts: " + String.join(", ", alerts)));
            tables.forEach(table -> screen.line("  table " + Screen.clean(table.sentence())));
            warnings.forEach(warning -> screen.line("  warning: " + Screen.clean(warning)));
        }

        private void report(Path folder, List<Problem> problems, boolean json) {
            if (json) {
                printJson(Map.of("folder", folder.toString(), "mistakes", problems));
                return;
            }
            Screen screen = around.screen();
            for (Problem problem : problems) {
                screen.line(folder + ": " + Screen.clean(problem.toString()));
            }
            around.errors().line(folder + ": " + count(problems, "mistake"));
        }

        private void printJson(Map<String, Object> result) {
            around.screen().line(JsonMapper.shared().writeValueAsString(result));
        }
    }

    /** Lists packs and their alerts. */
    @Command(
            name = "list",
            description =
                    "Lists the packs with the names of their alerts: those of the server that is"
                            + " named, else those of the distribution.")
    static final class ListPacks implements Callable<Integer> {
        private final Surroundings around;

        @Mixin private ServerOption server = new ServerOption();

        @Mixin private OutputOption output = new OutputOption();

        ListPacks(Surroundings around) {
            this.around = around;
        }

        /**
         * A pack of the list.
         *
         * @param mistakes how many it has; with any it cannot be used
         */
        private record Row(String name, String title, List<String> alerts, int mistakes) {
            List<String> cells() {
                String shown = mistakes == 0 ? title : mistakes + " mistakes, see 'pack validate'";
                return List.of(name, shown, String.join(", ", alerts));
            }
        }

        @Override
        public Integer call() {
            boolean json = output.json();
            WordListSetting.add(around);
            List<Row> packs = packs();
            Screen screen = around.screen();
            if (json) {
                packs.forEach(row -> screen.line(JsonMapper.shared().writeValueAsString(row)));
            } else {
                List<List<String>> rows = new ArrayList<>();
                rows.add(List.of("NAME", "TITLE", "ALERTS"));
                packs.forEach(row -> rows.add(row.cells()));
                new Table(screen).draw(rows, true);
            }
            return ExitCode.COMPLETED;
        }

        private List<Row> packs() {
            NocturneClient named = server.connectIfNamed(around);
            if (named == null) {
                return ShippedPacks.list(around).stream().map(ListPacks::load).toList();
            }
            try (NocturneClient client = named) {
                return client.environments().stream()
                        .filter(one -> !one.path("live").asBoolean(false))
                        .map(ListPacks::parse)
                        .toList();
            }
        }

        private static Row load(Path folder) {
            return switch (PackReader.load(folder)) {
                case LoadResult.Loaded(Pack pack) -> {
                    try (pack) {
                        yield new Row(
                                pack.name(),
                                pack.manifest().displayName(),
                                List.copyOf(pack.manifest().alerts().keySet()),
                                0);
                    }
                }
                case LoadResult.Refused(List<Problem> problems) ->
                        new Row(
                                String.valueOf(folder.getFileName()),
                                "",
                                List.of(),
                                problems.size());
            };
        }

        private static Row parse(JsonNode pack) {
            return new Row(
                    pack.path("name").asString(""),
                    pack.path("displayName").asString(""),
                    pack.path("alerts").valueStream().map(ListPacks::alert).toList(),
                    0);
        }

        /** Alerts are objects with a name; older servers give the names alone. */
        private static String alert(JsonNode alert) {
            return alert.isObject() ? alert.path("name").asString("") : alert.asString("");
        }
    }

    private static String count(List<?> list, String noun) {
        return list.size() + " " + noun + (list.size() == 1 ? "" : "s");
    }
}
