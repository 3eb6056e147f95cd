package dev.nocturne.cli.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A server that the user has given a name. Its token is either stored here or in a file.
 *
 * @param server its URL
 * @param token bearer token; null where it is in a file, or none is needed
 * @param tokenFile file with the bearer token; null where there is none
 */
public record Context(String server, @Nullable String token, @Nullable Path tokenFile) {

    /** Where the token comes from: {@code stored}, {@code file} or {@code none}. */
    public String tokenSource() {
        return token != null ? "stored" : tokenFile != null ? "file" : "none";
    }

    /** Without the token, which must not get into logs and messages. */
    @Override
    public String toString() {
        return server + " (token: " + tokenSource() + ")";
    }
}
