package dev.nocturne.scenarios.telecom;

/** The SLA of one service. */
record ServiceSla(
        String id, String serviceId, String tier, String availabilityPct, long penaltyPerHour) {
    static final String CURRENCY = "EUR";

    /** The least impact for which the penalty is due. */
    static final String TRIGGER = "down";
}
