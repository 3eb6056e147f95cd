package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.ServerAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running server to ask. */
final class ServerOption {
    /** Where {@code nocturne serve} listens when nothing else is said. */
    private static final String DEFAULT = "http://127.0.0.1:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = {
                "The server to ask. Default: $$NOCTURNE_SERVER, else " + DEFAULT + ".",
                "$$NOCTURNE_TOKEN is sent to it as bearer token."
            })
    private @Nullable String server;

    /** A client of the server named by option or environment, or of the default one. */
    NocturneClient connect(Surroundings around) {
        String named = named(around);
        return client(named == null ? DEFAULT : named, around);
    }

    /** What option or environment name; null when neither does. */
    @Nullable String named(Surroundings around) {
        return server != null ? server : around.variable("NOCTURNE_SERVER");
    }

    /**
     * What a command needs beside its arguments to reach the same server: nothing, or {@code
     * --server} with a space before it.
     */
    static String toReach(NocturneClient client, Surroundings around) {
        String named = around.variable("NOCTURNE_SERVER");
        String base = client.server().base();
        return base.equals(named == null ? DEFAULT : named) ? "" : " --server " + base;
    }

    static NocturneClient client(String url, Surroundings around) {
        try {
            ServerAddress address = ServerAddress.parse(url, around.variable("NOCTURNE_TOKEN"));
            return new NocturneClient(address, around.ids());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
