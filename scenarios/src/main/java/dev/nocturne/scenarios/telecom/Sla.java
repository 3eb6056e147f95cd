package dev.nocturne.scenarios.telecom;

/** What an outage of one service costs. */
record Sla(String id, String serviceId, String tier, String availabilityPct, long penaltyPerHour) {
    static final String CURRENCY = "EUR";

    /** The impact from which on the penalty is due. */
    static final String TRIGGER = "down";
}
