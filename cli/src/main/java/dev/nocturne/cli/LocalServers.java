package dev.nocturne.cli;

import dev.nocturne.server.NocturneServer;
import dev.nocturne.server.ServerFacts;
import dev.nocturne.server.StartFailure;
import dev.nocturne.server.config.ConfigReader;
import dev.nocturne.server.config.ConfigResult;
import dev.nocturne.server.config.ServerConfig;
import dev.nocturne.server.config.ServerOptions;
import dev.nocturne.server.orchestrators.StandardOrchestrators;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts real servers. */
final class LocalServers implements ServerStarter {

    @Override
    public RunningServer start(ServerOptions options, Map<String, String> env) {
        String words = env.getOrDefault(WordListSetting.SETTING, "");
        List<String> mistakes =
                new ArrayList<>(words.isBlank() ? List.of() : WordListSetting.add(words));
        return switch (ConfigReader.read(options, env, InstantSource.system())) {
            case ConfigResult.Valid(ServerConfig config) when mistakes.isEmpty() -> start(config);
            case ConfigResult.Valid valid -> throw refusal(mistakes);
            case ConfigResult.Invalid(List<String> more) -> {
                mistakes.addAll(more);
                throw refusal(mistakes);
            }
        };
    }

    private static CommandFailure refusal(List<String> mistakes) {
        return new CommandFailure(ExitCode.USAGE, String.join("\n", mistakes));
    }

    private static RunningServer start(ServerConfig config) {
        try {
            return new Running(
                    NocturneServer.start(
                            config,
                            new StandardOrchestrators(config.llm(), InstantSource.system())));
        } catch (StartFailure e) {
            throw switch (e.kind()) {
                case STORE -> new DataFolderUnusable(String.valueOf(e.getMessage()), e);
                case ADDRESS -> new PortTaken(String.valueOf(e.getMessage()), e);
                case PACKS ->
                        new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted while starting", e);
        }
    }

    private record Running(NocturneServer server) implements RunningServer {
        @Override
        public ServerFacts facts() {
            return server.facts();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
