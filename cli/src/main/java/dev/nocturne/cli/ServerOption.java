package dev.nocturne.cli;

import dev.nocturne.cli.client.Context;
import dev.nocturne.cli.client.Contexts;
import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.ServerAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The running server that a command talks to: named by an option, else by an environment variable,
 * else by the current context.
 */
final class ServerOption {
    /** Where {@code nocturne serve} listens by default. */
    private static final String DEFAULT = "http://127.0.0.1:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = {
                "URL of the server. Default: $$NOCTURNE_SERVER, else the current context, else "
                        + DEFAULT
                        + ".",
                "The bearer token is taken from $$NOCTURNE_TOKEN, else from the current context."
            })
    private @Nullable String server;

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            description = "The server and token saved under this name with 'nocturne context set'.")
    private @Nullable String context;

    /** Whether an option of this command names a server. */
    boolean isGiven() {
        return server != null || context != null;
    }

    /** A client of the server that is named, or of the default one. */
    NocturneClient connect(Surroundings around) {
        NocturneClient named = connectIfNamed(around);
        return named == null ? client(DEFAULT, around) : named;
    }

    /** A client of the server that is named; null where none is. */
    @Nullable NocturneClient connectIfNamed(Surroundings around) {
        if (server != null && context != null) {
            throw new CommandFailure(ExitCode.USAGE, "give --server or --context, not both");
        }
        if (server != null) {
            return client(server, around);
        }
        ContextFile file = new ContextFile(around);
        if (context != null) {
            Context chosen = file.find(file.read(), context);
            String token = ContextFile.token(chosen);
            return client(
                    chosen.server(),
                    token == null ? around.variable("NOCTURNE_TOKEN") : token,
                    around);
        }
        return connectByDefault(around, file);
    }

    private static @Nullable NocturneClient connectByDefault(
            Surroundings around, ContextFile file) {
        String variable = around.variable("NOCTURNE_SERVER");
        if (variable != null) {
            return client(variable, around);
        }
        Contexts contexts = file.read();
        if (contexts.current() == null) {
            return null;
        }
        Context current = file.find(contexts, contexts.current());
        String token = around.variable("NOCTURNE_TOKEN");
        return client(current.server(), token == null ? ContextFile.token(current) : token, around);
    }

    /**
     * The option that makes a command reach the same server: empty where a command without options
     * does, else {@code --context} or {@code --server} with a space before it.
     */
    static String optionsToReach(NocturneClient client, Surroundings around) {
        String base = client.server().base();
        String variable = around.variable("NOCTURNE_SERVER");
        Contexts contexts = new ContextFile(around).read();
        Context current =
                contexts.current() == null ? null : contexts.all().get(contexts.current());
        String byDefault =
                variable != null ? variable : current != null ? current.server() : DEFAULT;
        if (base.equals(byDefault)) {
            return "";
        }
        return contexts.all().entrySet().stream()
                .filter(entry -> entry.getValue().server().equals(base))
                .findFirst()
                .map(Map.Entry::getKey)
                .map(name -> " --context " + name)
                .orElse(" --server " + base);
    }

    /** A client with the token of the environment. */
    static NocturneClient client(String url, Surroundings around) {
        return client(url, around.variable("NOCTURNE_TOKEN"), around);
    }

    private static NocturneClient client(String url, @Nullable String token, Surroundings around) {
        try {
            return new NocturneClient(ServerAddress.parse(url, token), around.ids());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
