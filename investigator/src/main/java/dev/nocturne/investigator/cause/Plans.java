package dev.nocturne.investigator.cause;

import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.dependency.Vicinity;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What says that things are meant to be as they are at the time of the alert. */
final class Plans {
    /** Symptoms as strong as this have to be explained. */
    private static final double WRONG = 0.4;

    private static final int MAX_AROUND = 500;

    /** Plans are kept so long after their time. */
    private static final long OVERRUN = 30 * 60_000L;

    /** What begins so long after the beginning of a plan without an end belongs to it. */
    private static final long WITH_PLAN = 2 * 3_600_000L;

    /** What the alert is about, and what that needs, watches or consists of. */
    private static final double NEXT = 1;

    private final Symptoms symptoms;
    private final Alert alert;
    private final Vicinity vicinity;

    Plans(Symptoms symptoms, Alert alert, Vicinity vicinity) {
        this.symptoms = symptoms;
        this.alert = alert;
        this.vicinity = vicinity;
    }

    /**
     * Plans for these, and for what they need or watch, as far as their symptoms began with the
     * plan.
     *
     * @param isOff whether these show anything themselves: what is usual for the time explains that
     *     only, not what others show
     */
    List<Circumstance> of(Collection<String> about, boolean isOff) {
        List<Set<String>> next =
                about.stream()
                        .map(id -> vicinity.around(List.of(id), NEXT, MAX_AROUND).keySet())
                        .toList();
        List<Circumstance> plans = new ArrayList<>();
        for (Circumstance plan : symptoms.circumstances()) {
            boolean inTime =
                    (plan.kind() == Circumstance.Kind.PLANNED
                                    || (plan.kind() == Circumstance.Kind.USUAL && isOff))
                            && plan.time() <= alert.raised()
                            && plan.until() > plan.time()
                            && plan.until() >= alert.raised() - OVERRUN;
            boolean isNear = next.stream().allMatch(around -> around.contains(plan.entity()));
            if (inTime && isNear && about.stream().allMatch(entity -> explains(plan, entity))) {
                plans.add(plan);
            }
        }
        return plans;
    }

    /** Whether all that is wrong with the entity may be meant by the plan. */
    private boolean explains(Circumstance plan, String entity) {
        return symptoms.of(entity).stream()
                .filter(s -> s.isGoingOn(alert.latest()) && s.strengthAt(alert.start()) >= WRONG)
                .allMatch(s -> isWithin(plan, s));
    }

    private static boolean isWithin(Circumstance plan, Symptom symptom) {
        return symptom.since() >= plan.time() - OVERRUN
                && (plan.until() != Circumstance.OPEN
                        || symptom.since() <= plan.time() + WITH_PLAN);
    }

    /** What a plan says, with the entity that it is for where the alert is about another. */
    static String words(Circumstance plan, Collection<String> about) {
        return about.contains(plan.entity()) ? plan.words() : plan.entity() + ": " + plan.words();
    }
}
