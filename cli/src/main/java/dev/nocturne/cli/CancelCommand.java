package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.core.event.EventCodec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", description = "Cancels the running turn of a session.")
final class CancelCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Mixin private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "ID", description = SessionName.DESCRIPTION)
    private String name = "";

    /** The server's answer. */
    private record Cancelled(String session, String status) {
        String sentence() {
            return status.equals("cancelling")
                    ? status
                    : "No turn is running (session status: " + status + ").";
        }

        String json() {
            return EventCodec.JSON
                    .createObjectNode()
                    .put("session_id", session)
                    .put("status", status)
                    .toString();
        }
    }

    CancelCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean json = output.json();
        try (NocturneClient client = server.connect(around)) {
            Cancelled cancelled =
                    SessionName.resolve(client, name, id -> new Cancelled(id, client.cancel(id)));
            around.screen().line(json ? cancelled.json() : cancelled.sentence());
            return ExitCode.COMPLETED;
        }
    }
}
