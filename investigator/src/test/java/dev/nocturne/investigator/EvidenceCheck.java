package dev.nocturne.investigator;

import dev.nocturne.environment.Part;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Complaint;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.wording.Say;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what a piece of evidence is said to show with the answer it stands for. */
final class EvidenceCheck {
    private static final String COUNT = "([\\d,]+)";

    interface Requirement {
        void require(boolean holds, String otherwise);
    }

    private final Finding finding;
    private final Analysis analysis;
    private final SnapshotFacts facts;
    private final Requirement that;

    EvidenceCheck(Finding finding, Analysis analysis, SnapshotFacts facts, Requirement that) {
        this.finding = finding;
        this.analysis = analysis;
        this.facts = facts;
        this.that = that;
    }

    private static Matcher matcher(String pattern, String words) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(words);
    }

    private static long number(String count) {
        return Long.parseLong(count.replace(",", ""));
    }

    void check(@Nullable Part<?> part, String words) {
        if (part == null) {
            conclusion(words);
            return;
        }
        boolean known =
                switch (part.question()) {
                    case Question.Overview _ -> overview(words);
                    case Question.Alarms _ -> alarms(words);
                    case Question.Surroundings _ -> surroundings(words);
                    case Question.Events _ -> events(words);
                    case Question.States _ -> states(words);
                    case Question.Measurements _ -> measurements(words);
                    case Question.Documents documents -> documents(documents.kind(), words);
                    case Question.People _ -> people(words);
                    case Question.Names _, Question.Rows _ -> false;
                };
        that.require(known, "no check for evidence like '" + words + "'");
    }

    private boolean overview(String words) {
        String rest = words;
        for (var unknown : facts.snapshot().overview().named().unknown()) {
            that.require(rest.contains(unknown.words()), "it does not say: " + unknown.words());
            rest = rest.replace(" " + unknown.words(), "");
        }
        Matcher open =
                matcher(
                        "(.+); "
                                + COUNT
                                + " entit(?:y has|ies have) open alarms( of severity major or higher)?, raised in the last 24 hours\\.",
                        rest);
        if (open.matches()) {
            checkOpen(number(open.group(2)), open.group(3) != null);
            rest = open.group(1) + ".";
        }
        if (rest.equals("The alert names no known entity.")) {
            that.require(facts.snapshot().overview().named().entities().isEmpty(), "it names some");
            return true;
        }
        Matcher names = matcher("The alert names (.+)\\.", rest);
        if (!names.matches()) {
            return false;
        }
        Set<String> known =
                facts.snapshot().overview().named().entities().stream()
                        .map(e -> e.id())
                        .collect(Collectors.toSet());
        for (String id : facts.entities(names.group(1))) {
            that.require(known.contains(id), id + " is not named");
        }
        return true;
    }

    /** The alarms of the day before the data end, one after the other. */
    private void checkOpen(long said, boolean grave) {
        long end = facts.snapshot().overview().now().toEpochMilli();
        Set<String> open = new TreeSet<>();
        for (Alarm alarm : facts.snapshot().alarms()) {
            if (alarm.time() < end - 24 * 3_600_000L || alarm.time() > end) {
                continue;
            }
            boolean isOver =
                    alarm.ended() <= end
                            || facts.snapshot().alarms().stream()
                                    .filter(a -> a.entity().equals(alarm.entity()))
                                    .filter(a -> a.time() >= alarm.time() && a.time() <= end)
                                    .anyMatch(a -> a.complaint() == Complaint.OVER);
            if (!isOver && (!grave || alarm.severity().compareTo(Severity.MAJOR) >= 0)) {
                open.add(alarm.entity());
            }
        }
        that.require(said == open.size(), "open on " + open.size());
    }

    private boolean alarms(String words) {
        Matcher none = matcher("No alarms (?:between .+ and|at) .+\\.", words);
        if (none.matches()) {
            that.require(finding.storm().all().isEmpty(), "there are alarms");
            return true;
        }
        Matcher some =
                matcher(
                        COUNT
                                + " alarms? on "
                                + COUNT
                                + " entit(?:y|ies) (?:between .+ and|at) .+?; "
                                + COUNT
                                + " entit(?:y has|ies have) open alarms( of severity major or higher)?; (?:none has cleared|"
                                + COUNT
                                + " alarms? (?:has|have) cleared)\\.",
                        words);
        if (!some.matches()) {
            return false;
        }
        List<Alarm> all = finding.storm().all();
        Set<String> on = all.stream().map(Alarm::entity).collect(Collectors.toSet());
        that.require(number(some.group(1)) == all.size(), "alarms " + all.size());
        that.require(number(some.group(2)) == on.size(), "on " + on.size());
        Set<String> open = new TreeSet<>();
        for (Alarm alarm : all) {
            boolean counts =
                    !facts.isOver(alarm, finding.storm())
                            && (some.group(4) == null
                                    || alarm.severity().compareTo(Severity.MAJOR) >= 0);
            if (counts) {
                open.add(alarm.entity());
            }
        }
        that.require(number(some.group(3)) == open.size(), "open on " + open.size());
        return true;
    }

    private boolean surroundings(String words) {
        Matcher m =
                matcher(
                        COUNT
                                + " entit(?:y is|ies are) alarmed or named in the alert\\.(?: (?:It depends|They depend) on "
                                + COUNT
                                + " others?, any of which may be the cause\\.)?",
                        words);
        if (!m.matches()) {
            return false;
        }
        long listed = number(m.group(1));
        Set<String> about = new TreeSet<>(finding.storm().counted().keySet());
        about.addAll(finding.alert().entities());
        that.require(listed <= about.size(), "alarmed or named are " + about.size());
        if (listed == about.size() && m.group(2) != null) {
            Set<String> needed = facts.supporters(about);
            that.require(
                    number(m.group(2)) == needed.size() || needed.size() > 1_000,
                    "they need " + needed.size());
        }
        return true;
    }

    private boolean events(String words) {
        if (words.equals("No events.")) {
            that.require(facts.snapshot().events().isEmpty(), "there are events");
            return true;
        }
        Matcher bare = matcher(COUNT + " events?\\.", words);
        if (bare.matches()) {
            that.require(
                    number(bare.group(1)) == facts.snapshot().events().size()
                            && facts.snapshot().events().stream()
                                    .allMatch(e -> e.entity().isEmpty() || e.text().isEmpty()),
                    "events");
            return true;
        }
        Matcher m = matcher(COUNT + " events?; the last is (.*?): (.*)", words);
        if (!m.matches()) {
            return false;
        }
        that.require(number(m.group(1)) == facts.snapshot().events().size(), "events");
        that.require(
                facts.snapshot().events().reversed().stream()
                        .filter(e -> !e.entity().isEmpty() && !e.text().isEmpty())
                        .findFirst()
                        .filter(e -> e.entity().equals(m.group(2)))
                        .filter(e -> e.text().startsWith(m.group(3)))
                        .isPresent(),
                "the last event");
        return true;
    }

    private boolean states(String words) {
        long known =
                facts.topology().entities().stream()
                        .mapToLong(e -> facts.snapshot().states(e.id()).size())
                        .sum();
        Matcher m = matcher(COUNT + " states? known\\.", words);
        if (m.matches()) {
            that.require(number(m.group(1)) == known, "known are " + known);
            return true;
        }
        that.require(known == 0, "known are " + known);
        return words.equals("No states are known.");
    }

    private boolean measurements(String words) {
        if (words.equals("No metric has values at the time of the incident.")) {
            for (String id : facts.snapshot().entitiesWithValues()) {
                for (Series series : facts.snapshot().series(id)) {
                    that.require(
                            !SnapshotFacts.anyValue(
                                    series,
                                    finding.window().from(),
                                    finding.window().until(),
                                    v -> true),
                            id + " has values");
                }
            }
            return true;
        }
        if (words.equals("No metric could be compared with a past.")) {
            that.require(finding.health().byEntity().isEmpty(), "some could");
            return true;
        }
        Matcher usual =
                matcher(
                        "Metrics of " + COUNT + " entit(?:y|ies) are within their usual range\\.",
                        words);
        if (usual.matches()) {
            that.require(
                    number(usual.group(1)) <= facts.snapshot().entitiesWithValues().size(),
                    "measured");
            return true;
        }
        Matcher off =
                matcher(
                        COUNT
                                + " of "
                                + COUNT
                                + " entit(?:y|ies) with metrics (?:is|are) abnormal: (.+)\\.",
                        words);
        if (!off.matches()) {
            return false;
        }
        that.require(
                number(off.group(2)) <= facts.snapshot().entitiesWithValues().size(), "measured");
        that.require(!facts.entities(off.group(3)).isEmpty(), "unknown entities");
        return true;
    }

    private boolean documents(Kind kind, String words) {
        String many = kind == Kind.RUNBOOKS ? "runbook" : "ticket";
        if (words.equals("No matching " + many + ".")) {
            return true;
        }
        Matcher m = matcher(COUNT + " " + many + "s? match(?:es)?: (.+)\\.", words);
        if (!m.matches()) {
            return false;
        }
        Set<String> found =
                facts.snapshot().passages(kind).stream()
                        .flatMap(p -> p.best().stream())
                        .map(p -> p.document())
                        .map(Document::id)
                        .collect(Collectors.toSet());
        List<String> listed = List.of(m.group(2).split(", ", -1));
        that.require(found.containsAll(listed), "not found: " + listed);
        that.require(number(m.group(1)) == listed.size(), "listed are " + listed.size());
        return true;
    }

    private boolean people(String words) {
        int known = facts.snapshot().fieldForce().map(p -> p.engineers().size()).orElse(0);
        Matcher m = matcher(COUNT + " field engineers? known\\.", words);
        if (m.matches()) {
            that.require(number(m.group(1)) == known, "known are " + known);
            return true;
        }
        that.require(known == 0, "known are " + known);
        return words.equals("This environment has no field engineers.");
    }

    /** Calls that show what follows from answers, or act. */
    private void conclusion(String words) {
        List<String> candidates =
                finding.hypotheses().stream().map(h -> analysis.graph().id(h.entity())).toList();
        Matcher best =
                matcher(
                        "(.+?) is the best explanation \\(confidence (.+?)\\)(?:; next is (.+) \\((.+)\\)\\.|; no other candidate fits\\.)",
                        words);
        Matcher chance =
                matcher("The best candidate, (.+), explains no more than chance would\\.", words);
        Matcher weak =
                matcher(
                        "What is known of (.+), the best candidate, does not show a fault\\.",
                        words);
        Matcher impact =
                matcher(
                        COUNT
                                + " services? down or degraded(?:; customers: "
                                + COUNT
                                + ")?(?:; users: "
                                + COUNT
                                + ")?(?:; SLA penalties per hour: (.+?))?; "
                                + COUNT
                                + " entit(?:y|ies) affected or at risk in all\\.",
                        words);
        if (words.equals("No entity is a possible cause.")) {
            that.require(candidates.isEmpty(), "candidates " + candidates);
        } else if (best.matches()) {
            that.require(best.group(1).equals(candidates.getFirst()), "the first is another");
            that.require(
                    Say.percent(finding.hypotheses().getFirst().confidence()).equals(best.group(2)),
                    "confidence");
            that.require(
                    best.group(3) == null
                            ? candidates.size() == 1
                            : best.group(3).equals(candidates.get(1)),
                    "the next");
        } else if (chance.matches()) {
            that.require(chance.group(1).equals(candidates.getFirst()), "the first is another");
            that.require(
                    finding.method() == Finding.Method.ALARMS, "nothing was compared with chance");
        } else if (weak.matches()) {
            that.require(weak.group(1).equals(candidates.getFirst()), "the first is another");
            that.require(!finding.verdict().word().equals("fault"), "it shows a fault");
        } else if (impact.matches()) {
            that.require(number(impact.group(1)) == analysis.impact().services(), "services");
            that.require(
                    number(impact.group(5)) == analysis.impact().affected().size(), "entities");
        } else if (!words.startsWith("Draft dispatch order for ")) {
            that.require(false, "no check for evidence like '" + words + "'");
        }
    }
}
