package dev.nocturne.cli;

import dev.nocturne.server.config.ServerOptions;
import java.util.Map;

/** Starts servers in this process. */
@FunctionalInterface
interface ServerStarter {

    /**
     * Starts a server and waits until it accepts requests.
     *
     * @param env settings for what the options leave unset
     * @throws CommandFailure if it cannot start, with the reason: port or data folder in use, or
     *     mistakes in packs
     */
    RunningServer start(ServerOptions options, Map<String, String> env);
}
