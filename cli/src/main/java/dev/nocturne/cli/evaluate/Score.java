package dev.nocturne.cli.evaluate;

import dev.nocturne.sources.pack.ExpectedFinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a diagnosis agrees with the expected finding. docs/packs.md has the rules.
 *
 * @param right decides the command's exit code: the first root cause where there is a fault, the
 *     verdict where there is none, and no forbidden name
 * @param verdict whether the verdict is the expected one
 * @param cause place of the first right root cause, from 1; 0 when none is named; null where no
 *     fault is expected
 * @param affected null where nothing is expected to be affected
 * @param unnamed names that the answer lacks
 * @param toName how many names it should have
 * @param forbidden names given as a cause that must not be
 */
public record Score(
        boolean right,
        boolean verdict,
        @Nullable Integer cause,
        @Nullable Affected affected,
        List<String> unnamed,
        int toName,
        List<String> forbidden) {

    private static final String NO_FAULT = "no_fault";

    /** How many of the causes count as named at the head. */
    private static final int HEAD = 3;

    public Score {
        unnamed = List.copyOf(unnamed);
        forbidden = List.copyOf(forbidden);
    }

    /**
     * The reported affected entities compared with the expected ones.
     *
     * @param precision share of those named that are affected; 0 when none is named
     * @param recall share of those affected that are named
     * @param f1 their harmonic mean
     * @param missed affected and not named
     * @param wrong named and not affected
     */
    public record Affected(
            double precision, double recall, double f1, List<String> missed, List<String> wrong) {
        public Affected {
            missed = List.copyOf(missed);
            wrong = List.copyOf(wrong);
        }
    }

    /** Compares an outcome with what is expected; a failed one counts as an empty one. */
    public static Score of(ExpectedFinding expected, SessionResult outcome) {
        boolean verdict = outcome.verdict().equals(expected.fault() ? "fault" : NO_FAULT);
        Integer cause = expected.fault() ? cause(expected, outcome) : null;
        List<String> forbidden = new ArrayList<>(expected.mustNotName());
        forbidden.retainAll(outcome.causes());
        boolean found = cause == null ? verdict : cause == 1;
        return new Score(
                found && forbidden.isEmpty() && !outcome.hasFailed(),
                verdict,
                cause,
                expected.affected().isEmpty() ? null : compareAffected(expected, outcome),
                expected.mustName().stream().filter(n -> !mentions(outcome.answer(), n)).toList(),
                expected.mustName().size(),
                forbidden);
    }

    @Nullable Boolean top1() {
        return cause == null ? null : cause == 1;
    }

    @Nullable Boolean top3() {
        return cause == null ? null : cause >= 1 && cause <= HEAD;
    }

    /** Share of the names that the answer has; null where none is expected. */
    @Nullable Double mentionedShare() {
        return toName == 0 ? null : 1 - (double) unnamed.size() / toName;
    }

    /** The place of the first right cause; 0 also where the verdict is that there is no fault. */
    private static int cause(ExpectedFinding expected, SessionResult outcome) {
        if (outcome.verdict().equals(NO_FAULT)) {
            return 0;
        }
        for (int i = 0; i < outcome.causes().size(); i++) {
            if (expected.rootCauses().contains(outcome.causes().get(i))) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Affected compareAffected(ExpectedFinding expected, SessionResult outcome) {
        Set<String> reported = new TreeSet<>(outcome.affected());
        reported.retainAll(expected.judged());
        // The cause itself may be counted among what it affects, or not.
        reported.removeIf(
                e -> expected.rootCauses().contains(e) && !expected.affected().contains(e));
        Set<String> missed = new TreeSet<>(expected.affected());
        missed.removeAll(reported);
        Set<String> wrong = new TreeSet<>(reported);
        wrong.removeAll(expected.affected());
        Set<String> hit = new HashSet<>(reported);
        hit.retainAll(expected.affected());
        int wanted = expected.affected().size();
        double precision = reported.isEmpty() ? 0 : (double) hit.size() / reported.size();
        double recall = (double) hit.size() / wanted;
        double f1 = 2.0 * hit.size() / (wanted + reported.size());
        return new Affected(precision, recall, f1, List.copyOf(missed), List.copyOf(wrong));
    }

    /** Whether a text has the name as a whole word: "checkout" is not in "checkout-db". */
    private static boolean mentions(String text, String name) {
        String letter = "[\\p{L}\\p{N}]";
        String joint = "[-_.]";
        Pattern alone =
                Pattern.compile(
                        "(?<!%1$s)(?<!%1$s%2$s)%3$s(?!%1$s)(?!%2$s%1$s)"
                                .formatted(letter, joint, Pattern.quote(name.strip())),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return alone.matcher(text).find();
    }
}
