package dev.nocturne.llm.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider answers, and with which key.
 *
 * @param base address without query that paths such as {@code chat/completions} are added to
 * @param key null when the provider asks for none
 */
public record Endpoint(URI base, @Nullable Secret key) {
    /** The host, with its port unless it is the scheme's usual one. */
    public String host() {
        int port = base.getPort();
        boolean usual =
                port < 0
                        || (port == 443 && "https".equals(base.getScheme()))
                        || (port == 80 && "http".equals(base.getScheme()));
        return usual ? base.getHost() : base.getHost() + ":" + port;
    }

    /** Whether requests stay on this machine or a private network. */
    public boolean local() {
        return PrivateHosts.contains(base.getHost());
    }
}
