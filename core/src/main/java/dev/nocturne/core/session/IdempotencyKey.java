package dev.nocturne.core.session;

/**
 * A client's promise that requests with this key are one request.
 *
 * @param key 1 to 200 visible characters, the client's choice
 * @param fingerprint of method, path and body; the same key with another fingerprint is refused
 */
public record IdempotencyKey(String key, String fingerprint) {
    /** Room for a UUID with a prefix, and no more than an index likes. */
    public static final int MAX_CHARS = 200;
}
