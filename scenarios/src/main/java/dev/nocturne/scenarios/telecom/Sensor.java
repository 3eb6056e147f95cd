package dev.nocturne.scenarios.telecom;

/** A field sensor on an optical link or a conduit. */
record Sensor(
        String id,
        String kind,
        String unit,
        String targetLabel,
        String target,
        double normal,
        String latitude,
        String longitude,
        String place) {}
