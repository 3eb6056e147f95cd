package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.Episode;

/**
 * Something wrong inside one component.
 *
 * @param excessMs latency added at full strength
 * @param errorShare share of requests that fail at full strength, 0 to 1
 */
record Fault(String entity, Episode episode, double excessMs, double errorShare) {}
