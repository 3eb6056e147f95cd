package dev.nocturne.core.log;

import java.time.Instant;

/**
 * The remembered answer to a request with an idempotency key.
 *
 * @param scope whose key it is; the same key of another owner is another key
 * @param key as the client sent it
 * @param fingerprint of method, path and body: a repeat must have the same
 * @param answer the JSON body answered
 */
public record Receipt(
        String scope, String key, String fingerprint, String answer, Instant createdAt) {}
