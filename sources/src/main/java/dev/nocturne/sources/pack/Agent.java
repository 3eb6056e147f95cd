package dev.nocturne.sources.pack;

import java.util.List;

/**
 * An agent as the pack describes it.
 *
 * @param name unique in the pack; shown to users
 * @param role free text
 * @param model name of the model the pack asks for; empty when it names none
 * @param instructions the text of the instructions file (or of all files of the folder, joined);
 *     empty when none
 * @param orchestrator whether it leads the others
 * @param tools what it may use
 * @param connectedAgents names of agents it may call
 */
public record Agent(
        String name,
        String role,
        String model,
        String instructions,
        boolean orchestrator,
        List<AgentTool> tools,
        List<String> connectedAgents) {

    public Agent {
        tools = List.copyOf(tools);
        connectedAgents = List.copyOf(connectedAgents);
    }
}
