package dev.nocturne.cli;

import dev.nocturne.cli.render.AlertTable;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.Times;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(
        name = "alerts",
        description = {
            "Lists the alerts that fire in a live environment, then those that are pending, the"
                    + " oldest first.",
            "'investigate --alert NAME' investigates one of them."
        })
final class AlertsCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Mixin private AtOption at = new AtOption();

    @Mixin private OutputOption output = new OutputOption();

    AlertsCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean json = output.json();
        Instant time = at.time(around);
        try (AskedEnvironment asked = environment.find(around)) {
            JsonNode answer = asked.alerts(time);
            if (json) {
                around.screen().line(answer.toString());
            } else {
                show(answer);
            }
            return ExitCode.COMPLETED;
        }
    }

    private void show(JsonNode answer) {
        List<JsonNode> alerts = answer.path("alerts").valueStream().toList();
        Screen errors = around.errors();
        Times times = around.times().get();
        if (alerts.isEmpty()) {
            errors.line(
                    "no alert fires in "
                            + answer.path("environment").asString("")
                            + (at.isGiven()
                                    ? " at " + times.clock(answer.path("at").asString(""))
                                    : ""));
        } else {
            new AlertTable(around.screen(), times, at.isGiven()).draw(alerts, false);
        }
        int more = answer.path("total").asInt(0) - alerts.size();
        if (more > 0) {
            errors.line("… and " + more + " more");
        }
        String missing = answer.path("missing").asString("");
        if (!missing.isEmpty()) {
            errors.prose("not all alerts are known: " + Screen.clean(missing), "");
        }
    }
}
