package dev.nocturne.core.session;

/**
 * A client's key for a request: requests with the same key are the same request.
 *
 * @param key 1 to 200 visible characters, the client's choice
 * @param fingerprint of method, path and body; the same key with another fingerprint is refused
 */
public record IdempotencyKey(String key, String fingerprint) {
    /** Room for a UUID with a prefix, and short enough for an index. */
    public static final int MAX_CHARS = 200;
}
