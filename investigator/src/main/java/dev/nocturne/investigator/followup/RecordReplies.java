package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.wording.Say;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What logs and change records say of an entity: who did what to it, and when. */
final class RecordReplies {
    private static final int MAX = 6;
    private static final int FEW = 3;
    private static final long LATELY = 3 * 3_600_000L;
    private static final long DAY = 24 * 3_600_000L;
    private static final long NEARLY = 1_200_000L;
    private static final int OFTEN = 3;
    private static final long DAYS = 3 * 24 * 3_600_000L;

    private final Facts facts;
    private final Records records;

    RecordReplies(Facts facts) {
        this.facts = facts;
        this.records = new Records(facts);
    }

    /** The entities, their parts and wholes, and what they are directly related to. */
    Set<String> circle(List<String> entities) {
        Set<String> circle = new LinkedHashSet<>();
        for (String entity : entities) {
            circle.addAll(facts.withKin(entity));
        }
        return circle;
    }

    private Set<String> neighbours(List<String> entities) {
        Set<String> neighbours = new LinkedHashSet<>();
        for (String entity : entities) {
            for (Relation relation : facts.topology().relations(entity, Direction.BOTH)) {
                neighbours.add(relation.otherEnd(entity));
            }
        }
        return neighbours;
    }

    /** What was done to it, the last first. {@code person}: whether it is asked who did it. */
    String worked(Question question, boolean person, Snapshot asked) {
        List<String> about = facts.meant(question.entities());
        List<Records.Line> all = records.lines(asked);
        List<Records.Line> own = done(all, circle(about));
        List<Set<String>> deeds = person ? deeds(question) : List.of();
        boolean otherwise =
                !deeds.isEmpty()
                        && own.stream().noneMatch(l -> deeds.stream().anyMatch(d -> says(l, d)));
        Optional<String> elsewhere =
                otherwise ? elsewhere(all, deeds, about, asked) : Optional.empty();
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        if (otherwise && !own.isEmpty()) {
            return "I cannot answer that: no record says who did that to "
                    + Say.list(about, 3)
                    + ". "
                    + mentions(about, asked);
        }
        boolean named = own.stream().anyMatch(l -> !l.by().isEmpty() || names(l.text()));
        if (!own.isEmpty() && !named && person) {
            return "I cannot answer that: the records of "
                    + Say.list(about, 3)
                    + " do not say who. Recorded is, the last first:\n"
                    + listed(own);
        }
        if (!own.isEmpty()) {
            return "Recorded of " + Say.list(about, 3) + ", the last first:\n" + listed(own);
        }
        List<Records.Line> near = done(all, neighbours(about));
        List<Records.Line> others = work(all.stream()).reversed();
        String none = "No record says that work was done on " + Say.list(about, 3);
        return !near.isEmpty()
                ? none + " itself. Of what it is connected to:\n" + listed(near)
                : (others.isEmpty() || !question.entities().isEmpty()
                                ? "I cannot answer that: " + none.replaceFirst("No", "no")
                                : none)
                        + (others.isEmpty()
                                ? "."
                                : ". Elsewhere, the last first:\n" + listed(others));
    }

    /** That no person did it, or who did it to something else; empty where no record says so. */
    private Optional<String> elsewhere(
            List<Records.Line> all, List<Set<String>> deeds, List<String> about, Snapshot asked) {
        List<Records.Line> others =
                work(all.stream().filter(l -> deeds.stream().anyMatch(d -> says(l, d)))).reversed();
        String whose = Say.list(about, 3);
        boolean unmanned =
                all.stream()
                        .filter(l -> Records.isAbout(l, circle(about)))
                        .anyMatch(l -> deeds.stream().anyMatch(d -> says(l, d)));
        if (unmanned) {
            return Optional.of("No record names a person for that. " + mentions(about, asked));
        }
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "No record says that it was done to "
                                + whose
                                + " itself. Elsewhere it was, the last first:\n"
                                + listed(others, FEW));
    }

    /** What the question says was done, where it is one of what people do to things. */
    private static List<Set<String>> deeds(Question question) {
        return Language.groups("action of ").values().stream()
                .filter(group -> question.words().stream().anyMatch(group::contains))
                .toList();
    }

    private static boolean says(Records.Line line, Set<String> deed) {
        return Tokens.of(line.text()).stream().anyMatch(deed::contains);
    }

    private List<Records.Line> done(List<Records.Line> all, Set<String> circle) {
        return work(all.stream().filter(l -> Records.isAbout(l, circle))).reversed();
    }

    /** Lines that say who did it, or that are read as changes. */
    private List<Records.Line> work(Stream<Records.Line> lines) {
        Set<String> changes = new LinkedHashSet<>();
        facts.finding().symptoms().circumstances().stream()
                .filter(c -> c.kind() == Circumstance.Kind.CHANGE)
                .forEach(c -> changes.add(c.entity() + " " + c.time()));
        return lines.filter(l ->
                        !l.by().isEmpty()
                                || names(l.text())
                                || changes.contains(l.entity() + " " + l.time()))
                .toList();
    }

    /** "Configured from console by netops4", and not "rose by 20 points". */
    private static boolean names(String text) {
        String[] words = text.split("\\s+", -1);
        for (int i = 0; i + 1 < words.length; i++) {
            String word = words[i].toLowerCase(Locale.ROOT).replaceAll("\\W", "");
            if (Language.all("user").contains(word) && words[i + 1].matches("\\p{L}.*")) {
                return true;
            }
            boolean by = Language.all("by").contains(word);
            boolean name = words[i + 1].matches("\\p{Lu}\\p{L}+.*|\\p{L}+[\\d_].*");
            if (by && name) {
                return true;
            }
        }
        return false;
    }

    private String listed(List<Records.Line> lines) {
        return listed(lines, MAX);
    }

    /** Change records of other things that name it, and of what it is connected to. */
    String changed(List<String> entities, Snapshot asked) {
        Set<String> circle = circle(facts.meant(entities));
        circle.addAll(neighbours(facts.meant(entities)));
        List<String> lines =
                asked.events().stream()
                        .filter(e -> e.time() <= facts.latest() && !Duty.isDuty(e))
                        .filter(e ->
                                e.fields().values().stream()
                                        .map(v -> v.strip().toLowerCase(Locale.ROOT))
                                        .anyMatch(Language.all("done state")::contains))
                        .map(Records::line)
                        .filter(l -> Records.isAbout(l, circle))
                        .map(records::said)
                        .toList()
                        .reversed();
        return lines.isEmpty()
                ? ""
                : "Recorded as done, the last first:\n"
                        + String.join("\n", lines.stream().limit(MAX).toList());
    }

    /** Work that is planned and was not done at the end of the alert. */
    String planned(List<String> entities, Snapshot asked) {
        List<String> about = facts.meant(entities);
        Set<String> circle = circle(about);
        circle.addAll(neighbours(about));
        List<String> lines =
                asked.events().stream()
                        .filter(e -> e.until() >= facts.latest() && !Duty.isDuty(e))
                        .filter(e ->
                                e.fields().values().stream()
                                        .flatMap(v -> Tokens.of(v).stream())
                                        .anyMatch(Language.all("planned state")::contains))
                        .map(Records::line)
                        .filter(l -> Records.isAbout(l, circle))
                        .map(records::said)
                        .toList();
        return lines.isEmpty()
                ? "I cannot answer that: no planned work on " + Say.list(about, 3) + " is recorded."
                : "Planned:\n" + String.join("\n", lines.stream().limit(MAX).toList());
    }

    /** What is written of an entity, for a question why it is so. */
    String mentions(List<String> entities, Snapshot asked) {
        Set<String> about = new LinkedHashSet<>(entities);
        List<Records.Line> found =
                records.lines(asked).stream()
                        .filter(l -> Records.isAbout(l, about))
                        .toList()
                        .reversed();
        return found.isEmpty()
                ? ""
                : "The records say of " + Say.list(entities, 3) + ":\n" + listed(found);
    }

    /** What was recorded of it and around it in a time, and where its lines turned to others. */
    String turned(List<String> entities, Window window, Snapshot asked) {
        Set<String> around = circle(facts.meant(entities));
        around.addAll(neighbours(facts.meant(entities)));
        List<Records.Line> near =
                records.lines(asked).stream().filter(l -> Records.isAbout(l, around)).toList();
        List<Records.Line> found =
                Routine.turns(near, Records.Line::entity, Records.Line::text).stream()
                        .filter(l -> window.contains(l.time()))
                        .toList();
        String when = Say.between(window.from(), window.until());
        return found.isEmpty()
                ? "I cannot answer that: nothing is recorded of "
                        + Say.list(facts.meant(entities), 3)
                        + " and what it is connected to "
                        + when
                        + "."
                : "The data do not say why since then. What was recorded "
                        + when
                        + " of "
                        + Say.list(facts.meant(entities), 3)
                        + " and what it is connected to:\n"
                        + listed(found);
    }

    /** Whether its lines come at the same time of other days, as those of a nightly job do. */
    String again(List<String> entities, Snapshot asked) {
        for (String entity : entities) {
            List<Long> times =
                    records.lines(asked).stream()
                            .filter(l -> l.entity().equals(entity))
                            .map(Records.Line::time)
                            .toList();
            if (times.isEmpty()) {
                continue;
            }
            long last = times.getLast();
            long days =
                    times.stream()
                            .filter(t ->
                                    Math.abs(Math.floorMod(t - last + DAY / 2, DAY) - DAY / 2)
                                            < NEARLY)
                            .map(t -> Math.floorDiv(t - last + DAY / 2, DAY))
                            .distinct()
                            .count();
            if (days >= OFTEN) {
                return "Probably yes, if nothing is changed: the records have "
                        + entity
                        + " at about "
                        + facts.time(last)
                        + " on "
                        + days
                        + " days. "
                        + schedule(entity);
            }
        }
        return "I cannot answer that: nothing recorded of "
                + Say.list(entities, 3)
                + " comes back at the same time of the day.";
    }

    private String schedule(String entity) {
        return facts.topology()
                .entity(entity)
                .map(e -> EntityReplies.properties(e, Language.all("schedule property")))
                .filter(said -> !said.isEmpty())
                .map(said -> entity + ": " + said + ".")
                .orElse("");
    }

    /** What was recorded of them in another time. */
    String then(List<String> entities, Window window, Snapshot asked) {
        Set<String> about = circle(entities);
        List<Records.Line> found =
                records.lines(asked).stream()
                        .filter(l -> window.contains(l.time()) && Records.isAbout(l, about))
                        .toList();
        return found.isEmpty()
                ? ""
                : "Nothing of "
                        + Say.list(entities, 3)
                        + " is measured that could be compared. Recorded of it "
                        + Say.between(window.from(), window.until())
                        + ":\n"
                        + listed(found);
    }

    /** The lines of the last hours before the end of the alert. */
    String lately(Snapshot asked) {
        List<Records.Line> all =
                records.lines(asked).stream()
                        .filter(l -> l.time() >= facts.finding().alert().start() - LATELY)
                        .toList();
        return all.isEmpty()
                ? "I cannot answer that: the data hold no line of a log "
                        + Say.between(facts.finding().alert().start() - LATELY, facts.latest())
                        + "."
                : "Written "
                        + Say.between(facts.finding().alert().start() - LATELY, facts.latest())
                        + ":\n"
                        + listed(
                                all.subList(Math.max(0, all.size() - 2 * MAX), all.size()),
                                2 * MAX);
    }

    private String listed(List<Records.Line> lines, int most) {
        return lines.stream().limit(most).map(records::said).collect(Collectors.joining("\n"));
    }

    /** What was written and alarmed of it and around it in the days before it began. */
    String early(List<String> entities, Set<String> around, Snapshot asked) {
        long onset = facts.onset().orElse(facts.finding().alert().start());
        List<Records.Line> before =
                records.lines(asked).stream()
                        .filter(l -> l.time() < onset && l.time() >= onset - DAYS)
                        .filter(l -> Records.isAbout(l, around))
                        .toList();
        String whose = Say.list(entities, 3);
        if (!before.isEmpty()) {
            return "Before "
                    + facts.time(onset)
                    + " there was this of "
                    + whose
                    + " and what it is connected to:\n"
                    + listed(before.reversed());
        }
        List<Records.Line> elsewhere =
                records.lines(asked).stream()
                        .filter(l -> l.time() < onset && l.time() >= onset - DAYS)
                        .toList();
        String none =
                "Of "
                        + whose
                        + " and what it is connected to nothing was written in the three days before "
                        + facts.time(onset)
                        + ".";
        return elsewhere.isEmpty() ? none : none + " Of others:\n" + listed(elsewhere.reversed());
    }
}
