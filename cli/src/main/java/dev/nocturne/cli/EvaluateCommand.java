package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.evaluate.Evaluation;
import dev.nocturne.cli.evaluate.ScoreJson;
import dev.nocturne.cli.evaluate.ScoreTable;
import dev.nocturne.cli.evaluate.ScoredAlert;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.sources.pack.ExpectedFinding;
import dev.nocturne.sources.pack.ExpectedReader;
import dev.nocturne.sources.pack.ExpectedResult;
import dev.nocturne.sources.pack.LoadResult;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.PackReader;
import dev.nocturne.sources.pack.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        description = {
            "Investigates a pack's alerts and compares the diagnoses with the expected ones in its "
                    + ExpectedReader.FILE
                    + ".",
            "It runs locally and keeps no session. Exit code 0 when the first root cause of every"
                    + " alert is right and no forbidden name is given, else 1."
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final String ALERT_ENDING = "_alert";

    private final Surroundings around;

    @Option(
            names = "--pack",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the pack.")
    private Path folder = Path.of("");

    @Option(
            names = "--alert",
            paramLabel = "NAME",
            description = "Only this alert; can be given several times. Default: all.")
    private List<String> alerts = List.of();

    @Option(
            names = "--orchestrator",
            paramLabel = "NAME",
            description =
                    "The orchestrator that investigates: builtin or llm. Default: the server's"
                            + " choice.")
    private @Nullable String orchestrator;

    @Mixin private OutputOption output = new OutputOption();

    private boolean json;

    EvaluateCommand(Surroundings around) {
        this.around = around;
    }

    /** The pack's name and the expected findings of the alerts to investigate. */
    private record Selection(String pack, List<ExpectedFinding> findings) {}

    @Override
    public Integer call() throws InterruptedException {
        json = output.json();
        WordListSetting.add(around);
        Selection selection = load();
        try (RunningServer own = TemporaryServer.start(around, folder);
                NocturneClient client = ServerOption.client(own.url(), around)) {
            String who = Investigators.choose(client.agents(), orchestrator);
            List<ScoredAlert> all = evaluate(client, selection, who);
            boolean right = all.stream().allMatch(judged -> judged.score().right());
            return right ? ExitCode.COMPLETED : ExitCode.FAILED;
        }
    }

    private List<ScoredAlert> evaluate(NocturneClient client, Selection selection, String who)
            throws InterruptedException {
        Screen screen = around.screen();
        int count = selection.findings().size();
        if (!json) {
            String noun = count == 1 ? " alert" : " alerts";
            screen.line("Evaluating " + who + " on " + selection.pack() + ", " + count + noun);
        }
        Evaluation evaluation =
                new Evaluation(client, around.pause(), around.nanos(), selection.pack(), who);
        List<ScoredAlert> all = new ArrayList<>();
        for (ExpectedFinding expected : selection.findings()) {
            progress("[%d/%d] %s ... ".formatted(all.size() + 1, count, expected.alert()));
            ScoredAlert judged = evaluation.judge(expected);
            progress(judged.word() + "\n");
            all.add(judged);
            if (json) {
                screen.line(ScoreJson.of(judged).toString());
            }
        }
        if (json) {
            screen.line(ScoreJson.of(selection.pack(), who, all).toString());
        } else {
            screen.line("");
            new ScoreTable(screen).draw(all, around.columns());
        }
        return all;
    }

    /** Prints progress on a terminal. */
    private void progress(String text) {
        if (!json && around.screen().terminal()) {
            around.screen().text(text);
        }
    }

    private Selection load() {
        return switch (PackReader.load(folder)) {
            case LoadResult.Refused(List<Problem> problems) -> throw refusal(problems);
            case LoadResult.Loaded(Pack pack) -> {
                try (pack) {
                    yield new Selection(pack.name(), choose(findings(pack)));
                }
            }
        };
    }

    private List<ExpectedFinding> findings(Pack pack) {
        return switch (ExpectedReader.read(pack)) {
            case ExpectedResult.Found(List<ExpectedFinding> findings) -> findings;
            case ExpectedResult.Refused(List<Problem> problems) -> throw refusal(problems);
            case ExpectedResult.Absent absent ->
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            "%s has no %s, which holds the expected diagnoses of its alerts;"
                                            .formatted(folder, ExpectedReader.FILE)
                                    + " docs/packs.md describes it");
        };
    }

    private CommandFailure refusal(List<Problem> problems) {
        String lines =
                problems.stream()
                        .map(problem -> folder + ": " + Screen.clean(problem.toString()))
                        .collect(Collectors.joining("\n"));
        return new CommandFailure(ExitCode.USAGE, lines);
    }

    /** The alerts to investigate, in the order of the file; "_alert" may be left out of a name. */
    private List<ExpectedFinding> choose(List<ExpectedFinding> findings) {
        List<String> known = findings.stream().map(ExpectedFinding::alert).toList();
        Set<String> wanted = new LinkedHashSet<>();
        for (String alert : alerts) {
            String whole = known.contains(alert) ? alert : alert + ALERT_ENDING;
            if (!known.contains(whole)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "%s has no alert '%s'; it has: %s"
                                .formatted(ExpectedReader.FILE, alert, String.join(", ", known)));
            }
            wanted.add(whole);
        }
        return alerts.isEmpty()
                ? findings
                : findings.stream().filter(f -> wanted.contains(f.alert())).toList();
    }
}
