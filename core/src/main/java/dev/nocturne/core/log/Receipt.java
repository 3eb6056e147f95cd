package dev.nocturne.core.log;

import java.time.Instant;

/**
 * The stored response to a request with an idempotency key.
 *
 * @param scope the owner of the key; equal keys of different owners are different keys
 * @param key as the client sent it
 * @param fingerprint a hash of method, path and body, which must be the same in a repeated request
 * @param answer the JSON body of the response
 */
public record Receipt(
        String scope, String key, String fingerprint, String answer, Instant createdAt) {}
