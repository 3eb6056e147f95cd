package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.core.event.EventCodec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "open",
        description = "Prints a session's address in the console, and opens it in a browser.")
final class OpenCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServerOption server = new ServerOption();

    @Mixin private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "ID", description = SessionName.DESCRIPTION)
    private String name = "";

    @Option(names = "--no-browser", description = "Only prints the address.")
    private boolean noBrowser;

    OpenCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean json = output.json();
        try (NocturneClient client = server.connect(around)) {
            String url = client.server().base() + "/sessions/" + SessionName.find(client, name);
            around.screen()
                    .line(
                            json
                                    ? EventCodec.JSON.createObjectNode().put("url", url).toString()
                                    : url);
            if (!noBrowser && !json) {
                around.browser().open(url);
            }
            return ExitCode.COMPLETED;
        }
    }
}
