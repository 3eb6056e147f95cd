package dev.nocturne.llm.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The address of a provider and the key for it.
 *
 * @param base address to which paths such as {@code chat/completions} are appended
 * @param key null if the provider requires none
 */
public record Endpoint(URI base, @Nullable Secret key) {
    /** The host, with any port that is not the default of the scheme. */
    public String host() {
        int port = base.getPort();
        boolean usual =
                port < 0
                        || (port == 443 && "https".equals(base.getScheme()))
                        || (port == 80 && "http".equals(base.getScheme()));
        return usual ? base.getHost() : base.getHost() + ":" + port;
    }

    /** Whether requests stay on this machine or in a private network. */
    public boolean local() {
        return PrivateHosts.contains(base.getHost());
    }
}
