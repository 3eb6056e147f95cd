package dev.nocturne.scenarios.shop;

import java.util.List;

/** A business flow: what customers do in the shop, for example place an order. */
record Flow(
        String id,
        String name,
        int customers,
        int users,
        double durationMs,
        double startsPerMin,
        List<String> services) {}
