package dev.nocturne.sources.pack;

/**
 * Names the pack gives its data, shown to users. They choose nothing: the built-in engine serves
 * every pack.
 *
 * @param graphDatabase empty when the pack names none, as are the others unless said
 * @param graph defaults to {@code <pack>-topology}
 * @param telemetryDatabase as named
 * @param containerPrefix as named
 * @param runbooksIndex defaults to {@code <pack>-runbooks-index}
 * @param ticketsIndex defaults to {@code <pack>-tickets-index}
 */
public record DataNames(
        String graphDatabase,
        String graph,
        String telemetryDatabase,
        String containerPrefix,
        String runbooksIndex,
        String ticketsIndex) {}
