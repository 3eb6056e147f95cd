package dev.nocturne.llm.lead;

import dev.nocturne.core.run.ToolResult;
import dev.nocturne.llm.agent.Parameters;
import dev.nocturne.llm.agent.Tool;
import dev.nocturne.llm.grounding.Findings;
import dev.nocturne.llm.model.ToolSpec;
import tools.jackson.databind.node.ObjectNode;

/** The tool that returns the findings of the built-in investigator. */
record FindingsTool(Findings findings) implements Tool {
    static final String NAME = "investigator_findings";

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                NAME,
                "The report of the built-in investigator on the alert of this session: a statistical analysis of alarms, metrics and dependencies without a model. Compare it with your own findings and state the differences.",
                new Parameters().schema());
    }

    @Override
    public Prepared prepare(ObjectNode arguments) {
        return Prepared.reading(
                NAME,
                "What does the built-in analysis say?",
                key -> ToolResult.text(findings.report()));
    }
}
