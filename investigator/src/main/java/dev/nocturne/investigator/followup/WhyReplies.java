package dev.nocturne.investigator.followup;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.Reach;
import dev.nocturne.investigator.signal.Deviation;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why this is the cause and not something else, how sure that is, and what would refute it. */
final class WhyReplies {
    private static final int MAX_STEPS = 20;

    private final Facts facts;
    private final EntityReplies entities;

    WhyReplies(Facts facts, EntityReplies entities) {
        this.facts = facts;
        this.entities = entities;
    }

    /** What speaks for the cause, and how it reaches the entities that are named. */
    String why(List<String> named) {
        if (facts.causes().isEmpty()) {
            return noCause();
        }
        Hypothesis first = facts.first().orElseThrow();
        StringBuilder text = new StringBuilder();
        if (facts.causes().size() > 1) {
            text.append(facts.causes().size())
                    .append(" independent causes were found: ")
                    .append(String.join(" and ", facts.causes()))
                    .append(".\n\n");
        }
        for (String entity : named) {
            if (!facts.causes().contains(entity)) {
                text.append(way(first, entity)).append("\n\n");
            }
        }
        text.append(cause(first));
        facts.finding().hypotheses().stream()
                .skip(1)
                .limit(facts.finding().faults() - 1L)
                .forEach(other -> text.append('\n').append(cause(other)));
        others(2).forEach(other -> text.append(rejected(other)));
        return text.toString().strip();
    }

    private String noCause() {
        String reason = facts.finding().reason();
        return facts.finding().verdict() == Verdict.NO_FAULT
                ? "There is no cause: "
                        + (reason.isEmpty()
                                ? "what was measured is within its usual range, or too close to it to have an effect."
                                : reason)
                : "The data do not show whether there is a fault"
                        + (reason.isEmpty() ? "." : ": " + reason);
    }

    private List<Hypothesis> others(int most) {
        return facts.finding().hypotheses().stream()
                .skip(facts.finding().faults())
                .limit(most)
                .toList();
    }

    private String cause(Hypothesis hypothesis) {
        String cause = facts.graph().id(hypothesis.entity());
        StringBuilder text =
                new StringBuilder(cause)
                        .append(" is the most probable cause (confidence ")
                        .append(Say.percent(hypothesis.confidence()))
                        .append("):\n\n");
        facts.lastChange(cause)
                .filter(c -> c.time() <= hypothesis.since())
                .ifPresent(c ->
                        text.append("- changed before: ")
                                .append(facts.time(c.time()))
                                .append(' ')
                                .append(c.words())
                                .append('\n'));
        if (facts.finding().method() == Finding.Method.SYMPTOMS) {
            facts.symptoms(cause).stream()
                    .limit(4)
                    .forEach(s ->
                            text.append("- ")
                                    .append(facts.time(s.since()))
                                    .append(' ')
                                    .append(s.words())
                                    .append('\n'));
            return text.toString();
        }
        if (facts.finding().method() == Finding.Method.ALARMS) {
            text.append("- its failure explains ")
                    .append(hypothesis.heard().size())
                    .append(" of ")
                    .append(
                            Say.count(
                                    facts.finding().storm().counted().size(),
                                    "alarmed entity",
                                    "alarmed entities"))
                    .append("; missing expected alarms: ")
                    .append(Math.max(0, hypothesis.missing()))
                    .append('\n');
        }
        List<String> failing =
                hypothesis.failing().stream()
                        .map(d -> d.entity() + " " + Say.deviation(d))
                        .toList();
        return text.append("- metrics that show it: ")
                .append(
                        failing.isEmpty()
                                ? "none at the time of the incident"
                                : Say.list(failing, 6))
                .append('\n')
                .toString();
    }

    private String rejected(Hypothesis other) {
        String id = facts.graph().id(other.entity());
        return facts.finding().method() == Finding.Method.ALARMS
                ? "- rejected "
                        + id
                        + ": "
                        + other.heard().size()
                        + " alarmed entities explained; missing expected alarms: "
                        + Math.max(0, other.missing())
                        + "; entities that should be abnormal but are normal: "
                        + other.healthy()
                        + "\n"
                : "- less likely "
                        + id
                        + ", "
                        + Say.percent(other.confidence())
                        + ": "
                        + entities.state(id)
                        + "\n";
    }

    /** How the cause reaches an entity, step by step. */
    private String way(Hypothesis first, String entity) {
        String cause = facts.graph().id(first.entity());
        int number = facts.graph().number(entity).orElse(-1);
        Reach.Touched touched = first.reach().touched().get(number);
        if (touched == null) {
            List<String> common =
                    facts.needs(entity).stream()
                            .filter(facts.needs(cause)::contains)
                            .filter(n -> !facts.symptoms(n).isEmpty())
                            .toList();
            return entity
                    + " does not depend on "
                    + cause
                    + (common.isEmpty()
                            ? "."
                            : "; both need "
                                    + Say.list(common, 3)
                                    + ". "
                                    + entities.state(common.getFirst()));
        }
        List<String> steps = new ArrayList<>();
        int at = number;
        while (touched != null && touched.hops() > 0 && steps.size() < MAX_STEPS) {
            steps.add(facts.graph().id(at));
            at = touched.via();
            touched = first.reach().touched().get(at);
        }
        steps.add(facts.graph().id(at));
        String shared =
                facts.analysis().impact().backups().stream()
                        .filter(b -> b.entity().equals(entity) && !b.shared().isEmpty())
                        .map(b ->
                                " Its main and backup paths both depend on "
                                        + String.join(", ", b.shared())
                                        + ".")
                        .findFirst()
                        .orElse("");
        return entity + " depends on it: " + String.join(" → ", steps) + "." + shared;
    }

    /** Why each of the entities is not the cause, before what speaks for the one that is. */
    String whyNot(List<String> named) {
        if (named.isEmpty()) {
            return alternatives();
        }
        List<String> lines = new ArrayList<>();
        for (String entity : named) {
            if (!facts.causes().contains(entity)) {
                lines.add(whyNot(entity));
            }
        }
        return lines.isEmpty()
                ? String.join(" and ", named)
                        + (named.size() == 1 ? " is" : " are")
                        + " what was found as the cause.\n\n"
                        + why(List.of())
                : String.join("\n", lines) + "\n\n" + why(List.of());
    }

    private String whyNot(String entity) {
        List<String> needy = facts.neededBy(entity);
        List<String> suffering = new ArrayList<>(facts.subject().stream().toList());
        facts.analysis().impact().affected().stream()
                .limit(50)
                .map(a -> facts.graph().id(a.entity()))
                .forEach(suffering::add);
        suffering.removeIf(entity::equals);
        StringBuilder text =
                new StringBuilder(entity)
                        .append(facts.causes().isEmpty() ? ": " : " was not taken as the cause: ");
        text.append(
                needy.isEmpty()
                        ? "nothing depends on it"
                        : "only "
                                + Say.list(needy, 5)
                                + (needy.size() == 1 ? " depends" : " depend")
                                + " directly on it");
        if (!suffering.isEmpty()) {
            List<String> through =
                    suffering.stream().distinct().filter(s -> facts.needs(s, entity)).toList();
            text.append(
                    through.isEmpty()
                            ? "; nothing that is affected needs it"
                            : "; of what is affected "
                                    + Say.list(through, 3)
                                    + (through.size() == 1 ? " needs it" : " need it"));
        }
        List<String> well = needy.stream().filter(this::isWell).toList();
        if (!well.isEmpty()) {
            text.append("; of what needs it directly this is as usual: ").append(Say.list(well, 3));
        }
        text.append(". ").append(entities.state(entity));
        later(entity).ifPresent(text::append);
        facts.finding().hypotheses().stream()
                .filter(h -> facts.graph().id(h.entity()).equals(entity))
                .findFirst()
                .ifPresent(h ->
                        text.append(" As the cause it has a confidence of ")
                                .append(Say.percent(h.confidence()))
                                .append('.'));
        return text.toString();
    }

    private boolean isWell(String entity) {
        boolean measured =
                facts.finding().symptoms().measured().contains(entity)
                        || facts.finding().health().covers(entity);
        return measured
                && facts.symptoms(entity).isEmpty()
                && !facts.finding().health().fails(entity);
    }

    /** That its trouble began after that of the cause. */
    private Optional<String> later(String entity) {
        Optional<Symptom> first =
                facts.symptoms(entity).stream()
                        .min(java.util.Comparator.comparingLong(Symptom::since));
        return first.filter(s -> s.since() > facts.onset().orElse(Long.MAX_VALUE))
                .map(s ->
                        " Its trouble began at "
                                + facts.time(s.since())
                                + ", after "
                                + facts.causes().getFirst()
                                + " ("
                                + facts.time(facts.onset().orElseThrow())
                                + ").");
    }

    /** What else could be the cause. */
    String alternatives() {
        if (facts.causes().isEmpty()) {
            return noCause();
        }
        List<Hypothesis> others = others(3);
        if (others.isEmpty()) {
            return "Nothing else fits: "
                    + facts.causes().getFirst()
                    + " is the only candidate that explains what was seen.";
        }
        StringBuilder text = new StringBuilder("Other candidates, all less likely:\n");
        others.forEach(other -> text.append(rejected(other)));
        return text.toString().strip();
    }

    String confidence() {
        if (facts.first().isEmpty()) {
            return "Not sure: the verdict is "
                    + facts.finding().verdict().word().replace('_', ' ')
                    + ". "
                    + noCause();
        }
        Hypothesis first = facts.first().get();
        List<String> others =
                others(2).stream()
                        .map(h -> facts.graph().id(h.entity()) + " " + Say.percent(h.confidence()))
                        .toList();
        String sure = Say.percent(first.confidence());
        return Character.toUpperCase(sure.charAt(0))
                + sure.substring(1)
                + " sure that it is "
                + facts.graph().id(first.entity())
                + (others.isEmpty()
                        ? "; no other candidate fits."
                        : "; the next candidates are " + String.join(" and ", others) + ".");
    }

    /** Measurements that would speak against the cause. */
    String refute() {
        if (facts.first().isEmpty()) {
            return "No cause is claimed, so there is nothing to refute. "
                    + noCause()
                    + facts.subject()
                            .map(s ->
                                    "\nMeasurements or states of "
                                            + s
                                            + " at that time would settle it.")
                            .orElse("");
        }
        Hypothesis first = facts.first().get();
        String cause = facts.graph().id(first.entity());
        List<String> lines = new ArrayList<>();
        for (Deviation d :
                first.failing().stream().filter(d -> d.entity().equals(cause)).limit(2).toList()) {
            lines.add(
                    "- "
                            + d.column()
                            + " of "
                            + cause
                            + " is measured near "
                            + Say.number(d.usualValue())
                            + " again while "
                            + victims()
                            + ";");
        }
        if (lines.isEmpty()) {
            facts.symptoms(cause).stream()
                    .limit(2)
                    .forEach(s ->
                            lines.add(
                                    "- this is over, or was no fault, while "
                                            + victims()
                                            + ": "
                                            + s.words()
                                            + ";"));
        }
        if (lines.isEmpty()) {
            lines.add(
                    "- " + cause + " works when it is checked directly, while " + victims() + ";");
        }
        String onset = facts.time(first.since());
        for (Hypothesis other : others(2)) {
            lines.add(
                    "- a measurement or an alarm of "
                            + facts.graph().id(other.entity())
                            + " from before "
                            + onset
                            + " shows that it failed first;");
        }
        List<String> unmeasured =
                facts.needs(cause).stream()
                        .filter(n -> !facts.finding().symptoms().measured().contains(n))
                        .filter(n -> !facts.finding().health().covers(n))
                        .toList();
        if (!unmeasured.isEmpty()) {
            lines.add(
                    "- "
                            + Say.list(unmeasured, 3)
                            + ", which "
                            + cause
                            + " needs and of which nothing was measured, turns out to be broken;");
        }
        lines.add("- what is affected stays so after " + cause + " works again.");
        return "It would be wrong if\n" + String.join("\n", lines);
    }

    private String victims() {
        List<String> affected =
                facts.analysis().impact().affected().stream()
                        .map(a -> facts.graph().id(a.entity()))
                        .limit(2)
                        .toList();
        List<String> suffering =
                affected.isEmpty()
                        ? facts.subject().filter(s -> !facts.causes().contains(s)).stream().toList()
                        : affected;
        return suffering.isEmpty()
                ? "the trouble goes on"
                : String.join(" and ", suffering)
                        + (suffering.size() == 1 ? " still suffers" : " still suffer");
    }

    /** The alarm that came first, and the first one of this fault. */
    String firstAlarm(List<Alarm> alarms) {
        if (alarms.isEmpty()) {
            return "There is no alarm at the time of the incident.";
        }
        Alarm first = alarms.getFirst();
        StringBuilder text = new StringBuilder(said(first, "The first alarm is of "));
        facts.first()
                .flatMap(h ->
                        alarms.stream()
                                .filter(a -> isOf(h, a))
                                .findFirst()
                                .filter(a -> !a.equals(first)))
                .ifPresent(
                        a -> text.append(said(a, " Of those that belong to this fault it is of ")));
        return text.toString();
    }

    private boolean isOf(Hypothesis hypothesis, Alarm alarm) {
        int number = facts.graph().number(alarm.entity()).orElse(-1);
        return hypothesis.reach().touched().containsKey(number);
    }

    private String said(Alarm alarm, String begin) {
        return begin
                + alarm.entity()
                + " at "
                + facts.time(alarm.time())
                + ": "
                + (alarm.type() + " " + alarm.text()).strip()
                + ".";
    }
}
