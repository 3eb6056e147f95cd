package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.core.Result;
import dev.nocturne.environment.LiveEnvironment;
import dev.nocturne.server.environments.LiveAnswers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A live environment that a command looks at: through a server, or from here. */
sealed interface AskedEnvironment extends AutoCloseable {
    /** The answer of {@code /api/environments/{name}/sources}. */
    JsonNode sources();

    /** The answer of {@code /api/environments/{name}/alerts}; null for now. */
    JsonNode alerts(@Nullable Instant at);

    @Override
    void close();

    /** An environment of a server. */
    record OfServer(NocturneClient client, String name) implements AskedEnvironment {
        @Override
        public JsonNode sources() {
            return client.sources(name);
        }

        @Override
        public JsonNode alerts(@Nullable Instant at) {
            return client.alerts(name, at);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** An environment that a file describes. */
    record OfFile(LiveEnvironment environment) implements AskedEnvironment {
        @Override
        public JsonNode sources() {
            try {
                return LiveAnswers.sources(environment);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        @Override
        public JsonNode alerts(@Nullable Instant at) {
            try {
                return switch (LiveAnswers.alerts(
                        environment, at == null ? environment.now() : at)) {
                    case Result.Ok<ObjectNode>(ObjectNode json) -> json;
                    case Result.Rejected<ObjectNode> rejected ->
                            throw new CommandFailure(ExitCode.FAILED, rejected.detail());
                };
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        @Override
        public void close() {}

        private static CommandFailure interrupted(InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }
}
