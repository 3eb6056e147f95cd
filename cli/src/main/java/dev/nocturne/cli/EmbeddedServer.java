package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.server.config.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server of one command's own, on loopback: without it the command could not work alone. */
final class EmbeddedServer {
    private EmbeddedServer() {}

    /**
     * Starts it, on a temporary folder where the one wanted cannot be used; then says so.
     *
     * @param port 0 for any free one
     * @param pace a pause within each tool call; zero for none
     */
    static RunningServer start(
            Surroundings around, int port, Path data, List<Path> packs, Duration pace) {
        Map<String, String> env = environment(around);
        try {
            return around.servers().start(options(port, data, packs, pace), env);
        } catch (DataFolderUnusable e) {
            Path other = temporary();
            Screen errors = around.errors();
            errors.line(String.valueOf(e.getMessage()));
            errors.line("This session is kept in " + other + " instead.");
            return around.servers().start(options(port, other, packs, pace), env);
        }
    }

    private static ServerOptions options(int port, Path data, List<Path> packs, Duration pace) {
        return new ServerOptions("127.0.0.1", port, data, packs, pace);
    }

    /** Without other people's tokens: the only client is this command, which has one at most. */
    private static Map<String, String> environment(Surroundings around) {
        Map<String, String> env = new TreeMap<>(around.env());
        env.remove("NOCTURNE_TOKENS");
        env.remove("NOCTURNE_TOKENS_FILE");
        return env;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("nocturne-");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "no temporary folder can be made: " + e.getMessage(), e);
        }
    }
}
