package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", description = "Ends the running turn of a session.")
final class CancelCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Parameters(paramLabel = "ID", description = "The session.")
    private String id = "";

    CancelCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (NocturneClient client = server.connect(around)) {
            String status = client.cancel(id);
            boolean running = status.equals("cancelling");
            around.screen().line(running ? "cancelling" : "nothing runs; the session is " + status);
            return ExitCode.COMPLETED;
        }
    }
}
