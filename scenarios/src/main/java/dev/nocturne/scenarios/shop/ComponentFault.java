package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.Episode;

/**
 * A fault of one component.
 *
 * @param excessMs latency added at full strength
 * @param errorShare share of requests that fail at full strength, 0 to 1
 */
record ComponentFault(String entity, Episode episode, double excessMs, double errorShare) {}
