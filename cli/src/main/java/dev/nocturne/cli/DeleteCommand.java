package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Removes sessions for ever; a running turn is stopped.")
final class DeleteCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The sessions.")
    private List<String> ids = List.of();

    DeleteCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (NocturneClient client = server.connect(around)) {
            for (String id : ids) {
                client.delete(id);
                around.screen().line("deleted " + id);
            }
            return ExitCode.COMPLETED;
        }
    }
}
