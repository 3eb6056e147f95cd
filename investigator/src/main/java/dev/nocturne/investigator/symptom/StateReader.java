package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads states: which are bad, which change again and again, which are as they should be. */
final class StateReader {
    /** So many changes within {@link #SHORT} are no normal coming and going. */
    private static final Set<String> NAMELESS = Set.of("is", "new", "to", "neu", "nach", "ist");

    private static final int FLAPPING = 5;

    private static final long SHORT = 3_600_000;
    private static final double BAD = 0.8;
    private static final double UNSTEADY = 0.75;

    private final Window window;
    private final List<Symptom> symptoms = new ArrayList<>();
    private final List<Circumstance> circumstances = new ArrayList<>();
    private final List<String> well = new ArrayList<>();

    StateReader(Window window) {
        this.window = window;
    }

    List<Symptom> symptoms() {
        return symptoms;
    }

    List<Circumstance> circumstances() {
        return circumstances;
    }

    /** Entities with a state that is good at the end of the window. */
    List<String> well() {
        return well;
    }

    /** Good, bad, meant, or none of these. */
    private enum Meaning {
        GOOD,
        BAD,
        PLANNED,
        UNCLEAR
    }

    void read(StateSeries states) {
        List<StateSeries.Change> seen =
                states.changes().stream().filter(c -> c.time() <= window.until()).toList();
        if (seen.isEmpty()) {
            return;
        }
        StateSeries.Change last = seen.getLast();
        switch (meaning(states.state(), last.value())) {
            case GOOD -> well.add(states.entity());
            case BAD -> symptoms.add(symptom(states, last, Symptom.GOING_ON));
            case PLANNED ->
                    circumstances.add(
                            new Circumstance(
                                    states.entity(),
                                    Circumstance.Kind.PLANNED,
                                    last.time(),
                                    window.until(),
                                    words(states, last),
                                    false));
            case UNCLEAR -> {}
        }
        for (int i = 0; i + 1 < seen.size(); i++) {
            boolean inWindow = seen.get(i + 1).time() >= window.from();
            if (inWindow && meaning(states.state(), seen.get(i).value()) == Meaning.BAD) {
                symptoms.add(symptom(states, seen.get(i), seen.get(i + 1).time()));
            }
        }
        flapping(states, seen);
    }

    private static Symptom symptom(StateSeries states, StateSeries.Change change, long until) {
        return new Symptom(
                states.entity(),
                Symptom.Kind.STATE,
                change.time(),
                until,
                BAD,
                words(states, change),
                Optional.empty());
    }

    /**
     * {@code phase is Failed}; {@code state is Failed} where the column is called "new" or "to".
     */
    private static String words(StateSeries states, StateSeries.Change change) {
        String name =
                NAMELESS.contains(states.state().toLowerCase(Locale.ROOT))
                        ? "state"
                        : states.state();
        return name + " is " + change.value();
    }

    private void flapping(StateSeries states, List<StateSeries.Change> seen) {
        int from = 0;
        for (int i = 0; i < seen.size(); i++) {
            while (seen.get(i).time() - seen.get(from).time() > SHORT) {
                from++;
            }
            boolean recent = seen.get(i).time() >= window.from() - SHORT;
            if (recent && i - from + 1 >= FLAPPING) {
                symptoms.add(
                        new Symptom(
                                states.entity(),
                                Symptom.Kind.FLAPPING,
                                seen.get(from).time(),
                                Symptom.GOING_ON,
                                UNSTEADY,
                                states.state()
                                        + " changed "
                                        + (i - from + 1)
                                        + " times within an hour",
                                Optional.empty()));
                return;
            }
        }
    }

    private static Meaning meaning(String state, String value) {
        if (SymptomWords.is("planned state", value)) {
            return Meaning.PLANNED;
        }
        boolean yes = SymptomWords.is("yes", value);
        boolean no = SymptomWords.is("no", value);
        if (yes || no) {
            List<String> words = Words.of(state);
            if (SymptomWords.names("bad flag", words)) {
                return yes ? Meaning.BAD : Meaning.GOOD;
            }
            if (SymptomWords.names("good flag", words)) {
                return yes ? Meaning.GOOD : Meaning.BAD;
            }
            return Meaning.UNCLEAR;
        }
        boolean sentence = value.strip().indexOf(' ') > 0;
        if (SymptomWords.is("bad state", value)
                || (sentence && SymptomWords.says("failure", value))) {
            return Meaning.BAD;
        }
        return SymptomWords.is("good state", value) ? Meaning.GOOD : Meaning.UNCLEAR;
    }
}
