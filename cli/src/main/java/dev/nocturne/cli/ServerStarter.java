package dev.nocturne.cli;

import dev.nocturne.server.config.ServerOptions;
import java.util.Map;

/** Starts servers in this process. */
@FunctionalInterface
interface ServerStarter {

    /**
     * Starts one and waits until it serves.
     *
     * @param env settings that the options leave open
     * @throws CommandFailure when it cannot, with what is wrong: port or data folder in use, wrong
     *     packs
     */
    RunningServer start(ServerOptions options, Map<String, String> env);
}
