package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.core.event.EventCodec;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Deletes sessions permanently; a running turn is stopped.")
final class DeleteCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Mixin private OutputOption output = new OutputOption();

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            description = "The sessions, named as for 'show'.")
    private List<String> names = List.of();

    DeleteCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean json = output.json();
        try (NocturneClient client = server.connect(around)) {
            // All names are looked up first: one that is wrong deletes nothing.
            List<String> ids =
                    names.stream().map(name -> SessionName.find(client, name)).distinct().toList();
            for (String id : ids) {
                client.delete(id);
                around.screen().line(json ? json(id) : "deleted " + id);
            }
            return ExitCode.COMPLETED;
        }
    }

    private static String json(String id) {
        return EventCodec.JSON.createObjectNode().put("deleted", id).toString();
    }
}
