package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.ServerAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The running server that a command talks to. */
final class ServerOption {
    /** Where {@code nocturne serve} listens by default. */
    private static final String DEFAULT = "http://127.0.0.1:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = {
                "URL of the server. Default: $$NOCTURNE_SERVER, else " + DEFAULT + ".",
                "The bearer token is taken from $$NOCTURNE_TOKEN."
            })
    private @Nullable String server;

    /** A client of the server named by option or environment, or of the default one. */
    NocturneClient connect(Surroundings around) {
        String named = named(around);
        return client(named == null ? DEFAULT : named, around);
    }

    /** The URL from option or environment; null where neither names one. */
    @Nullable String named(Surroundings around) {
        return server != null ? server : around.variable("NOCTURNE_SERVER");
    }

    /**
     * The option that makes a command reach the same server: empty where the default does, else
     * {@code --server} with a space before it.
     */
    static String optionsToReach(NocturneClient client, Surroundings around) {
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
