package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.render.RecheckView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "recheck",
        description = {
            "Computes the diagnosis of a session again, from the answers in its log, and asks its"
                    + " environment every question again.",
            "Exits with 0 if all is the same, and with 1 if anything differs."
        })
final class RecheckCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Parameters(paramLabel = "ID", description = SessionName.DESCRIPTION)
    private String name = "";

    @Mixin private OutputOption output = new OutputOption();

    RecheckCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean json = output.json();
        try (NocturneClient client = server.connect(around)) {
            JsonNode recheck = SessionName.resolve(client, name, client::recheck);
            if (json) {
                around.screen().line(recheck.toString());
            } else {
                new RecheckView(around.screen()).show(recheck);
            }
            return recheck.path("same").asBoolean(false) ? ExitCode.COMPLETED : ExitCode.FAILED;
        }
    }
}
