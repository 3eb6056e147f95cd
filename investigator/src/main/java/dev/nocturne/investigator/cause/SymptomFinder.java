package dev.nocturne.investigator.cause;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.dependency.Vicinity;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides from symptoms of any kind whether there is a fault, and where. No fault is claimed only
 * if what the alert is about was measured and is well, or if the data say that it is meant to be so
 * or is over.
 */
final class SymptomFinder {
    /** Own symptoms as strong as this show that something is wrong. */
    private static final double WRONG = 0.4;

    /** A candidate as heavy as this shows it even if what the alert is about is not measured. */
    private static final double HEAVY = 0.5;

    /** From here on what is wrong with the subject leaves a doubt. */
    private static final double DOUBTFUL = 0.3;

    /** Symptoms of others decide only this near. */
    private static final double NEAR = 3;

    private static final int MAX_AROUND = 500;

    /** What failed so long before the trouble may have brought it about. */
    private static final long JUST_BEFORE = 2 * 3_600_000L;

    /** More alarmed entities than this are a storm, which is no plan. */
    private static final int MAX_PLANNED = 20;

    /** An alert of fewer words says nothing that could be looked for. */
    private static final int MIN_WORDS = 3;

    /** What works again since longer than this explains no alert. */
    private static final long RECOVERED = 24 * 3_600_000L;

    /** From here on a state, an event or an alarm says that something failed. */
    private static final double FAILED = 0.7;

    /** A candidate with more explains what a customer complains of. */
    private static final double LIKELY = 0.35;

    private final Topology topology;
    private final DependencyGraph graph;
    private final Symptoms symptoms;
    private final Alert alert;
    private final Vicinity vicinity;
    private final Set<String> starts;
    private final Plans plans;

    SymptomFinder(Topology topology, DependencyGraph graph, Symptoms symptoms, Alert alert) {
        this.topology = topology;
        this.graph = graph;
        this.symptoms = symptoms;
        this.alert = alert;
        this.vicinity = new Vicinity(topology, graph);
        this.starts = CauseFinder.starts(alert);
        this.plans = new Plans(symptoms, alert, vicinity);
    }

    /**
     * What was decided.
     *
     * @param about what the alert is about, or what was looked at because it names nothing
     * @param causes the causes, one for each independent fault; then other candidates
     * @param faults how many of the causes are independent faults
     * @param reason why there is no fault, or why that cannot be told; empty for a fault
     */
    record Decision(
            Verdict verdict,
            List<String> about,
            List<SymptomModel.Candidate> causes,
            int faults,
            String reason) {}

    /**
     * Whether there is anything near that only symptoms can tell.
     *
     * @param compared whether the metrics of what the alert is about could be compared with a past
     */
    boolean hasMoreThanMetrics(boolean compared) {
        Set<String> near = near();
        for (String entity : near) {
            for (Symptom symptom : symptoms.of(entity)) {
                boolean telling =
                        switch (symptom.kind()) {
                            case ALARM -> false;
                            case METRIC -> !compared || isBurst(symptom);
                            case RANGE, LIMIT, PEER, SILENT -> !compared;
                            case STALLED -> !compared || starts.contains(entity);
                            case STATE, FLAPPING, EVENT -> true;
                        };
                if (telling && symptom.until() >= alert.start()) {
                    return true;
                }
            }
        }
        return symptoms.circumstances().stream()
                .anyMatch(c ->
                        !c.byAlarm() && near.contains(c.entity()) && c.time() <= alert.latest());
    }

    /** Whether more than alarms shows that something is wrong near what the alert names. */
    boolean hasOtherSigns() {
        return !starts.isEmpty()
                && near().stream()
                        .flatMap(entity -> symptoms.of(entity).stream())
                        .anyMatch(symptom ->
                                symptom.kind() != Symptom.Kind.ALARM
                                        && symptom.until() >= alert.start());
    }

    /** Whether the values of the subject are as usual again: their median says nothing of it. */
    private boolean isBurst(Symptom symptom) {
        return alert.metric().isEmpty()
                && starts.contains(symptom.entity())
                && symptom.until() != Symptom.GOING_ON;
    }

    /** Whether it is meant that these entities, and what the alert is about, raise alarms. */
    boolean isPlanned(Collection<String> alarmed) {
        Set<String> all = new LinkedHashSet<>(starts);
        all.addAll(alarmed);
        return !all.isEmpty() && all.size() <= MAX_PLANNED && !plans.of(all, isOff(all)).isEmpty();
    }

    private boolean isOff(Collection<String> entities) {
        return entities.stream().anyMatch(id -> strength(id) > 0);
    }

    /** Whether something is off about the alert's subject, if only a little. */
    boolean hasDoubt() {
        return starts.stream().anyMatch(id -> strength(id) >= DOUBTFUL);
    }

    /** Whether there are values or states of what the alert is about. */
    boolean isMeasured() {
        return starts.stream().anyMatch(symptoms.measured()::contains);
    }

    /**
     * Whether something that the alert's subject needs complained just before the subject suffered,
     * though it shows no figures.
     */
    boolean hasComplaintBehind() {
        Set<String> about = starts;
        long onset =
                about.stream()
                        .flatMap(id -> symptoms.of(id).stream())
                        .filter(s -> s.isGoingOn(alert.latest()) && s.deviation().isPresent())
                        .mapToLong(Symptom::since)
                        .min()
                        .orElse(Long.MAX_VALUE);
        return vicinity.behind(about, MAX_AROUND).stream()
                .filter(id -> !about.contains(id) && !symptoms.measured().contains(id))
                .flatMap(id -> symptoms.of(id).stream())
                .anyMatch(s ->
                        s.kind() == Symptom.Kind.ALARM
                                && s.strength() >= HEAVY
                                && s.isGoingOn(alert.latest())
                                && s.since() <= onset
                                && s.since() >= onset - JUST_BEFORE);
    }

    private Set<String> near() {
        return starts.isEmpty()
                ? symptoms.byEntity().keySet()
                : vicinity.around(List.copyOf(starts), NEAR, MAX_AROUND).keySet();
    }

    Decision decide() {
        SymptomModel model = new SymptomModel(topology, graph, symptoms, alert);
        List<String> about = about(model);
        if (about.isEmpty()) {
            return new Decision(
                    Verdict.INCONCLUSIVE,
                    about,
                    List.of(),
                    0,
                    alert.unknown().isEmpty()
                            ? "the alert names nothing that is known here, and nothing else shows a fault"
                            : "what the alert names is not known here");
        }
        List<SymptomModel.Candidate> first = firstOfEach(about, model);
        List<SymptomModel.Candidate> causes = new ArrayList<>(first);
        for (SymptomModel.Candidate other : model.rank(about)) {
            if (causes.stream().noneMatch(c -> c.entity().equals(other.entity()))) {
                causes.add(other);
            }
        }
        return verdict(about, causes, Math.max(1, first.size()));
    }

    private List<String> about(SymptomModel model) {
        if (!starts.isEmpty()) {
            Set<String> about = new LinkedHashSet<>(starts);
            boolean isUnexplained =
                    starts.stream().allMatch(this::isOnlyComplaining)
                            && model.rank(starts).stream().noneMatch(c -> c.weight() >= LIKELY);
            if (isUnexplained) {
                about.addAll(meant(ill()));
            }
            return List.copyOf(about);
        }
        boolean saysNothing = Words.of(alert.text()).size() < MIN_WORDS;
        if (saysNothing || !alert.unknown().isEmpty()) {
            return List.of();
        }
        List<String> ill = ill();
        List<String> meant = meant(ill);
        return meant.isEmpty() ? ill : meant;
    }

    /** Whether it is a customer of which nothing shows. */
    private boolean isOnlyComplaining(String entity) {
        return strength(entity) == 0
                && topology.entity(entity).filter(e -> KindWords.buyer(e.label())).isPresent();
    }

    private List<String> ill() {
        return symptoms.byEntity().keySet().stream()
                .filter(topology::contains)
                .filter(e -> strength(e) >= WRONG)
                .toList();
    }

    private List<String> meant(List<String> ill) {
        Set<String> words = new HashSet<>(Words.of(alert.text()));
        return ill.stream().filter(e -> isMeant(e, words)).toList();
    }

    /** Whether a word of the alert is in the entity's id or kind. */
    private boolean isMeant(String entity, Set<String> words) {
        List<String> own = new ArrayList<>(Words.of(entity));
        for (Entity one : topology.entity(entity).stream().toList()) {
            own.addAll(Words.of(one.label()));
            one.properties().values().forEach(v -> own.addAll(Words.of(v.toString())));
        }
        return own.stream()
                .filter(w -> w.length() >= 4)
                .anyMatch(w ->
                        words.contains(w)
                                || words.stream()
                                        .map(SymptomFinder::withoutPlural)
                                        .filter(o -> o.length() >= 4)
                                        .anyMatch(o -> o.startsWith(w) || w.startsWith(o)));
    }

    private static String withoutPlural(String word) {
        return word.length() > 4 && word.endsWith("s")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** For each thing the alert is about its best cause; of causes that explain each other one. */
    private List<SymptomModel.Candidate> firstOfEach(List<String> about, SymptomModel model) {
        Map<String, SymptomModel.Candidate> best = new LinkedHashMap<>();
        for (String entity : about) {
            List<SymptomModel.Candidate> ranked = model.rank(List.of(entity));
            if (!ranked.isEmpty()) {
                best.merge(
                        ranked.getFirst().entity(),
                        ranked.getFirst(),
                        (a, b) -> a.weight() >= b.weight() ? a : b);
            }
        }
        List<SymptomModel.Candidate> causes = new ArrayList<>(best.values());
        causes.sort(Comparator.comparingDouble((SymptomModel.Candidate c) -> -c.weight()));
        List<SymptomModel.Candidate> independent = new ArrayList<>();
        for (SymptomModel.Candidate cause : causes) {
            boolean alone =
                    independent.stream().noneMatch(c -> related(c.entity(), cause.entity()));
            boolean isClear =
                    alert.entities().isEmpty()
                            ? cause.weight() >= WRONG
                            : cause.weight() >= WRONG / 2;
            if (alone && (independent.isEmpty() || isClear)) {
                independent.add(cause);
            }
        }
        return independent;
    }

    private boolean related(String one, String other) {
        return vicinity.around(List.of(one), 2, MAX_AROUND).containsKey(other);
    }

    private double strength(String entity) {
        return symptoms.of(entity).stream()
                .filter(s -> s.isGoingOn(alert.latest()) || s.since() >= alert.start())
                .filter(s -> s.since() <= alert.latest())
                .mapToDouble(s -> s.strengthAt(alert.start()))
                .max()
                .orElse(0);
    }

    private Decision verdict(List<String> about, List<SymptomModel.Candidate> causes, int faults) {
        double own = about.stream().mapToDouble(this::strength).max().orElse(0);
        boolean onlySilent = own > 0 && about.stream().allMatch(this::isOnlySilent);
        List<Circumstance> meant = plans.of(about, own > 0);
        boolean measured = about.stream().anyMatch(symptoms.measured()::contains);
        Set<String> decisive = decisive(about);
        double heaviest =
                causes.stream()
                        .filter(c -> decisive.contains(c.entity()))
                        .mapToDouble(SymptomModel.Candidate::raw)
                        .max()
                        .orElse(0);
        boolean isWrong = (own >= WRONG && !onlySilent && !causes.isEmpty()) || heaviest >= HEAVY;
        // What is measured and well, with all it needs, needs no plan to explain it.
        if (!meant.isEmpty() && (isWrong || own > 0 || !measured)) {
            return new Decision(
                    Verdict.NO_FAULT, about, causes, 0, Plans.words(meant.getFirst(), about));
        }
        String over = over(about);
        boolean isOver = !over.isEmpty() && about.stream().allMatch(this::isOver);
        if (isOver && alert.asksOfNow()) {
            return new Decision(Verdict.NO_FAULT, about, causes, 0, over);
        }
        if (isWrong) {
            return new Decision(Verdict.FAULT, about, causes, faults, "");
        }
        if (onlySilent || !measured) {
            return new Decision(Verdict.INCONCLUSIVE, about, causes, 0, missing(about));
        }
        if (over.isEmpty() && about.stream().noneMatch(symptoms.well()::contains)) {
            return new Decision(
                    Verdict.INCONCLUSIVE,
                    about,
                    causes,
                    0,
                    "there is neither a past nor a limit to compare the values of "
                            + String.join(", ", about)
                            + " with");
        }
        // A little that is off is no fault, and no proof of health either.
        Optional<String> doubt =
                own < DOUBTFUL ? Optional.empty() : about.stream().flatMap(this::said).findFirst();
        return doubt.map(words -> new Decision(Verdict.INCONCLUSIVE, about, causes, 0, words))
                .orElseGet(() -> new Decision(Verdict.NO_FAULT, about, causes, 0, over));
    }

    /** The strongest of what goes on at an entity, with its id. */
    private Stream<String> said(String entity) {
        return symptoms.of(entity).stream()
                .filter(s -> s.isGoingOn(alert.latest()))
                .limit(1)
                .map(s -> entity + ": " + s.words());
    }

    /**
     * What failed meanwhile of all that the things the alert is about need. While there is any,
     * that these are as usual is no proof that nothing is wrong.
     */
    Optional<Symptom> failedBehind() {
        Set<String> about = starts;
        return vicinity.behind(about, MAX_AROUND).stream()
                .filter(id -> !about.contains(id))
                .flatMap(id -> symptoms.of(id).stream())
                .filter(s -> isFailure(s) && s.strength() >= FAILED)
                .filter(s -> s.since() <= alert.latest() && s.until() >= alert.start())
                .filter(s -> s.since() >= alert.start() - JUST_BEFORE)
                .max(Comparator.comparingDouble(Symptom::strength));
    }

    private static boolean isFailure(Symptom symptom) {
        return switch (symptom.kind()) {
            case STATE, EVENT, ALARM, LIMIT, STALLED -> true;
            case METRIC, RANGE, PEER, SILENT, FLAPPING -> false;
        };
    }

    /** Not known to be well, because something that the alert's subject needs has failed. */
    Decision doubt(List<SymptomModel.Candidate> causes, Symptom failed) {
        List<String> about = List.copyOf(starts);
        return new Decision(
                Verdict.INCONCLUSIVE,
                about,
                causes,
                0,
                String.join(", ", about)
                        + " is as usual, but not what it needs: "
                        + failed.entity()
                        + ": "
                        + failed.words());
    }

    List<SymptomModel.Candidate> candidates() {
        return new SymptomModel(topology, graph, symptoms, alert).rank(List.copyOf(starts));
    }

    /**
     * What can be the fault that the alert speaks of, though what it names is well: what that
     * needs, and what words of the alert mean.
     */
    private Set<String> decisive(List<String> about) {
        Set<Integer> starts = new LinkedHashSet<>();
        // What is measured and well does not suffer from what it needs.
        about.stream()
                .filter(id -> !symptoms.measured().contains(id) || strength(id) > 0)
                .forEach(id -> graph.number(id).ifPresent(starts::add));
        Set<String> decisive = new LinkedHashSet<>(about);
        graph.supportersOf(starts, MAX_AROUND).forEach(n -> decisive.add(graph.id(n)));
        decisive.addAll(vicinity.behind(starts.stream().map(graph::id).toList(), MAX_AROUND));
        Set<String> words = new HashSet<>(Words.of(alert.text()));
        // What is in the names of the subjects says nothing of others with the same name in theirs.
        about.forEach(id -> Words.of(id).forEach(words::remove));
        near().stream().filter(e -> isMeant(e, words)).forEach(decisive::add);
        return decisive;
    }

    private boolean isOnlySilent(String entity) {
        List<Symptom> meanwhile =
                symptoms.of(entity).stream()
                        .filter(s -> s.since() <= alert.latest() && s.until() >= alert.start())
                        .toList();
        return !meanwhile.isEmpty()
                && meanwhile.stream().allMatch(s -> s.kind() == Symptom.Kind.SILENT);
    }

    private String missing(List<String> about) {
        List<String> said = new ArrayList<>();
        for (String entity : about) {
            List<Symptom> silent =
                    symptoms.of(entity).stream()
                            .filter(s -> s.kind() == Symptom.Kind.SILENT)
                            .toList();
            if (!silent.isEmpty()) {
                said.add(entity + ": " + silent.getFirst().words());
            } else if (!symptoms.measured().contains(entity)) {
                said.add("no data of " + entity + " at the time of the alert");
            }
        }
        return String.join("; ", said);
    }

    /** Whether all that was wrong with it has ended, and something was. */
    private boolean isOver(String entity) {
        return !symptoms.of(entity).isEmpty()
                && symptoms.of(entity).stream()
                        .filter(s -> s.since() <= alert.latest())
                        .allMatch(s -> s.until() <= alert.latest());
    }

    /** What was wrong and is over. */
    private String over(List<String> about) {
        Set<String> said = new LinkedHashSet<>();
        for (String entity : about) {
            symptoms.of(entity).stream()
                    .filter(s -> s.since() >= alert.start() - RECOVERED)
                    .filter(s -> s.until() <= alert.latest() && s.until() > s.since())
                    .filter(s -> s.kind() == Symptom.Kind.EVENT || s.kind() == Symptom.Kind.ALARM)
                    .limit(1)
                    .forEach(s -> said.add(s.words() + " was over at " + Say.dateTime(s.until())));
            boolean was = symptoms.of(entity).stream().anyMatch(s -> s.until() <= alert.latest());
            if (was || symptoms.of(entity).isEmpty()) {
                symptoms.circumstances(entity, Circumstance.Kind.RECOVERY).stream()
                        .filter(c -> c.time() <= alert.latest())
                        .filter(c -> c.time() >= alert.start() - RECOVERED)
                        .limit(1)
                        .forEach(c -> said.add(c.words()));
            }
        }
        return String.join("; ", said);
    }
}
