package dev.nocturne.sources.pack;

/**
 * A tool of an agent, in the words of the pack.
 *
 * @param type {@code openapi}, {@code azure_ai_search}, {@code function}, or one this engine does
 *     not know
 * @param target for {@code openapi} the data it asks ({@code graph}, {@code telemetry}), for {@code
 *     azure_ai_search} the key of the search index ({@code runbooks}, {@code tickets}), else the
 *     tool's name; empty when the pack names none
 */
public record AgentTool(String type, String target) {

    static final String QUERY = "openapi";
    static final String SEARCH = "azure_ai_search";

    /** Whether it asks the topology. */
    public boolean queriesTopology() {
        return type.equals(QUERY) && target.equals("graph");
    }

    /** Whether it asks the telemetry. */
    public boolean queriesTelemetry() {
        return type.equals(QUERY) && target.equals("telemetry");
    }

    /** Whether it searches an index; {@link #target()} names it. */
    public boolean searches() {
        return type.equals(SEARCH);
    }
}
