package dev.nocturne.scenarios.shop;

import java.util.List;

/** What a customer comes to do. */
record Flow(
        String id,
        String name,
        int customers,
        int users,
        double durationMs,
        double startsPerMin,
        List<String> services) {}
