package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.server.ServerFacts;
import dev.nocturne.server.config.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server on loopback for a single command, in its process.
 *
 * @param data the folder it keeps its sessions in
 */
record EmbeddedServer(RunningServer server, Path data) implements RunningServer {

    /**
     * Starts a server on packs. Where its data folder cannot be used, it uses a temporary one and
     * says so.
     *
     * @param port 0 for any free one
     * @param pace delay added to each tool call; zero for none
     */
    static EmbeddedServer start(
            Surroundings around, int port, Path data, List<Path> packs, Duration pace) {
        return start(around, port, data, packs, List.of(), pace);
    }

    /**
     * Starts a server on packs and live environments, of which the first is the default.
     *
     * @param environments files that describe live environments
     */
    static EmbeddedServer start(
            Surroundings around,
            int port,
            Path data,
            List<Path> packs,
            List<Path> environments,
            Duration pace) {
        Map<String, String> env = environment(around);
        try {
            return start(around, env, options(port, data, packs, environments, pace), data);
        } catch (DataFolderUnusable e) {
            Path other = temporary();
            Screen errors = around.errors();
            errors.line(String.valueOf(e.getMessage()));
            errors.line("This session is kept in " + other + " instead.");
            return start(around, env, options(port, other, packs, environments, pace), other);
        }
    }

    private static EmbeddedServer start(
            Surroundings around, Map<String, String> env, ServerOptions options, Path data) {
        return new EmbeddedServer(around.servers().start(options, env), data);
    }

    @Override
    public ServerFacts facts() {
        return server.facts();
    }

    @Override
    public void close() {
        server.close();
    }

    private static ServerOptions options(
            int port, Path data, List<Path> packs, List<Path> environments, Duration pace) {
        return new ServerOptions("127.0.0.1", port, data, packs, environments, pace);
    }

    /**
     * Without the tokens of other owners, as this command is the only client, and without the
     * environments of a server, as this command names what it asks about.
     */
    private static Map<String, String> environment(Surroundings around) {
        Map<String, String> env = new TreeMap<>(around.env());
        env.remove("NOCTURNE_TOKENS");
        env.remove("NOCTURNE_TOKENS_FILE");
        env.remove("NOCTURNE_ENVIRONMENTS");
        return env;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("nocturne-");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot create a temporary folder: " + e.getMessage(), e);
        }
    }
}
