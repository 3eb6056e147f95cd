package dev.nocturne.sources.pack;

import java.util.List;

/** A scripted tour of the pack for a demonstration. */
public record DemoFlow(String title, String description, List<Step> steps) {

    public DemoFlow {
        steps = List.copyOf(steps);
    }

    /** What to ask, and what to look for in the answer. */
    public record Step(String prompt, String expect) {}
}
