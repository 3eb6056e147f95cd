package dev.nocturne.investigator;

/** Names of the agents, as clients know them. */
final class Specialists {
    static final String GRAPH = "GraphExplorerAgent";
    static final String TELEMETRY = "TelemetryAgent";
    static final String RUNBOOKS = "RunbookKBAgent";
    static final String TICKETS = "HistoricalTicketAgent";
    static final String DISPATCH = "dispatch_field_engineer";

    private Specialists() {}
}
