package dev.nocturne.investigator.report;

import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.action.Step;
import dev.nocturne.investigator.analysis.Analysis;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a report is made of.
 *
 * @param evidence in the order of the calls
 * @param sources which evidence stands for which topic
 */
public record Case(
        Analysis analysis,
        List<Evidence> evidence,
        Map<Topic, List<String>> sources,
        List<Match> runbooks,
        List<Match> precedents,
        List<Step> steps,
        Optional<Dispatch> dispatch,
        List<String> contradictions,
        List<String> notChecked) {
    public Case {
        evidence = List.copyOf(evidence);
        sources = Map.copyOf(sources);
        runbooks = List.copyOf(runbooks);
        precedents = List.copyOf(precedents);
        steps = List.copyOf(steps);
        contradictions = List.copyOf(contradictions);
        notChecked = List.copyOf(notChecked);
    }

    /** What a piece of evidence is about. */
    public enum Topic {
        SUBJECT,
        ALARMS,
        SURROUNDINGS,
        EVENTS,
        STATES,
        METRICS,
        VALUES,
        CAUSE,
        IMPACT,
        RUNBOOKS,
        TICKETS,
        PEOPLE,
        DISPATCH
    }

    /** The ids of the evidence for these topics, as far as there is any. */
    public List<String> ids(Topic... topics) {
        return Arrays.stream(topics)
                .flatMap(t -> sources.getOrDefault(t, List.of()).stream())
                .distinct()
                .toList();
    }

    /** The ids in brackets, to stand behind a claim. */
    public String cite(Topic... topics) {
        List<String> ids = ids(topics);
        return ids.isEmpty() ? "" : " [" + String.join(", ", ids) + "]";
    }
}
