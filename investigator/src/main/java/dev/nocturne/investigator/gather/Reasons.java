package dev.nocturne.investigator.gather;

import dev.nocturne.environment.Question;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Storm;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.wording.Say;
import java.util.Set;

/** Why a question comes next: what the answers so far have shown, and what the next may show. */
final class Reasons {
    private static final int MAX_NAMES = 3;

    private Reasons() {}

    static String alarms(Alert alert) {
        return alert.alarms().isEmpty()
                ? "The alert lists no alarms; alarms of other entities would show that the trouble is wider."
                : "The alert lists "
                        + Say.count(alert.alarms().size(), "alarm", "alarms")
                        + "; the environment may have more, and earlier ones.";
    }

    static String surroundings(Set<String> about) {
        return switch (about.size()) {
            case 0 -> "Nothing that is known is alarmed or named; any entity may be meant.";
            case 1 ->
                    "One entity raised alarms in that time or is named; its cause is itself or something that it needs.";
            default ->
                    Say.amount(about.size())
                            + " entities raised alarms in that time or are named; a common cause is something that all of them need.";
        };
    }

    static String events(Snapshot known) {
        String came =
                known.alarms().isEmpty()
                        ? "No alarms came"
                        : Say.count(known.alarms().size(), "alarm", "alarms") + " came";
        return (known.hasAsked(Question.Alarms.class) ? came + "; what" : "What")
                + " was changed or failed shortly before the alert may be its cause.";
    }

    static String states(Alert alert, Snapshot known) {
        long about =
                known.events().stream().filter(e -> alert.entities().contains(e.entity())).count();
        String came =
                Say.amount(about)
                        + " of "
                        + Say.count(known.events().size(), "event", "events")
                        + (about == 1 ? " is" : " are")
                        + " about what the alert names; if";
        return (known.hasAsked(Question.Events.class) ? came : "If")
                + " it failed, or something that it needs, a state should say so.";
    }

    static String ofStorm(Storm storm) {
        return Say.count(storm.counted().size(), "entity has", "entities have")
                + " open alarms; if one failure is behind them, metrics of what failed should be abnormal.";
    }

    static String ofSubject(Set<String> about) {
        return about.isEmpty()
                ? "The alert names nothing that is known; an abnormal metric may show what it means."
                : "If "
                        + Say.list(about.stream().toList(), MAX_NAMES)
                        + " failed, or something needed for it, metrics should be abnormal.";
    }

    static String peers(int entities) {
        return "The values of some entities begin too shortly before the alert to say what is usual; "
                + Say.count(entities, "other of the same kind", "others of the same kind")
                + " may show it.";
    }

    static String reach(String cause) {
        return "If " + cause + " failed, what depends on it should show it.";
    }

    static String runbooks(Finding finding) {
        return finding.verdict() == Verdict.FAULT
                ? cause(finding) + " is the most probable cause; a runbook may say what to do."
                : "No cause was found; a runbook may say what such an alert means.";
    }

    static String tickets(Finding finding) {
        return finding.verdict() == Verdict.FAULT
                ? "Earlier incidents like that of "
                        + cause(finding)
                        + " show what the cause turned out to be and what fixed it."
                : "Earlier alerts like this show what they turned out to be.";
    }

    static String people(Finding finding) {
        return cause(finding) + " may need a visit.";
    }

    private static String cause(Finding finding) {
        return finding.graph().id(finding.hypotheses().getFirst().entity());
    }
}
