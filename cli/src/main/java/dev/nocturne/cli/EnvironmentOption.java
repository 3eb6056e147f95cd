package dev.nocturne.cli;

import dev.nocturne.cli.client.ApiFailure;
import dev.nocturne.cli.client.NocturneClient;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The live environment that a command looks at. */
final class EnvironmentOption {
    @Mixin private ServerOption server = new ServerOption();

    @Option(
            names = "--environment",
            paramLabel = "ENVIRONMENT",
            description =
                    "The file of a live environment, or the name of one of the server. Default:"
                            + " environment.yaml in this folder if no server is named, else the"
                            + " server's first one.")
    private @Nullable String environment;

    AskedEnvironment find(Surroundings around) {
        if (environment != null && EnvironmentFiles.isFile(environment)) {
            if (server.isGiven()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "a file is asked from here: leave out the server, or give the name under"
                                + " which it serves the environment");
            }
            return fromHere(Path.of(environment), around);
        }
        NocturneClient named = server.connectIfNamed(around);
        Path here = EnvironmentFiles.here(around);
        if (environment == null && named == null && here != null) {
            return fromHere(here, around);
        }
        NocturneClient client = named == null ? server.connect(around) : named;
        boolean found = false;
        try {
            AskedEnvironment asked =
                    new AskedEnvironment.OfServer(
                            client,
                            environment == null ? client.defaultEnvironment() : environment);
            found = true;
            return asked;
        } catch (ApiFailure e) {
            if (named == null && e.kind() == ApiFailure.Kind.UNREACHABLE) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "there is no environment.yaml here, and no server runs; 'nocturne connect"
                                + " URL' writes one",
                        e);
            }
            throw e;
        } finally {
            if (!found) {
                client.close();
            }
        }
    }

    private static AskedEnvironment fromHere(Path file, Surroundings around) {
        return new AskedEnvironment.OfFile(EnvironmentFiles.read(file, around));
    }
}
