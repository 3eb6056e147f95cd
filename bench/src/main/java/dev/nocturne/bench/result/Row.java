package dev.nocturne.bench.result;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table.
 *
 * @param what is measured
 * @param measured of the packaged server
 * @param beside name of the reference, empty when there is none
 * @param reference in the same run; null when there is none
 * @param note what one has to know to read the line; may be empty
 * @param because why the target is missed where it is, as profiles told; may be empty
 */
public record Row(
        String what,
        Series measured,
        String beside,
        @Nullable Series reference,
        Target target,
        String note,
        String because) {

    /** Whether the target was reached. */
    public enum Verdict {
        MET,
        MISSED,
        /** Nothing was to be reached. */
        REPORTED,
        /** A run at tiny size says nothing. */
        NOT_JUDGED
    }

    public static Row beside(
            String what, Series measured, String beside, Series reference, Target target) {
        return new Row(what, measured, beside, reference, target, "", "");
    }

    public static Row alone(String what, Series measured, Target target) {
        return new Row(what, measured, "", null, target, "", "");
    }

    public Row note(String text) {
        return new Row(what, measured, beside, reference, target, text, because);
    }

    /** Why it misses its target; told only where it does. */
    public Row because(String text) {
        return new Row(what, measured, beside, reference, target, note, text);
    }

    /** Measured over reference, round by round; null without a reference. */
    public @Nullable Series ratio() {
        Series other = reference;
        return other == null ? null : measured.over(other);
    }

    public Verdict verdict() {
        return switch (target) {
            case Target.None none -> Verdict.REPORTED;
            case Target.AtMost most -> judge(measured.median() <= most.bound());
            case Target.RatioAtMost most -> judge(ratioMedian() <= most.bound());
            case Target.RatioAtLeast least -> judge(ratioMedian() >= least.bound());
        };
    }

    /** How far from the target, for a line that missed it: "needs 1.4x less". */
    public String missedBy() {
        if (verdict() != Verdict.MISSED) {
            return "";
        }
        return switch (target) {
            case Target.None none -> "";
            case Target.AtMost most -> over(measured.median() / most.bound());
            case Target.RatioAtMost most -> over(ratioMedian() / most.bound());
            case Target.RatioAtLeast least ->
                    String.format(Locale.ROOT, "%.2f of it", ratioMedian() / least.bound());
        };
    }

    /** Why it is missed, as far as it is known; else whether the rounds agree that it is. */
    public String why() {
        if (!because.isEmpty() || verdict() != Verdict.MISSED) {
            return because;
        }
        return someRoundReaches()
                ? "its rounds lie on both sides of the target."
                : "not known; all rounds miss it.";
    }

    private boolean someRoundReaches() {
        Series ratio = ratio();
        return switch (target) {
            case Target.None none -> true;
            case Target.AtMost most -> measured.min() <= most.bound();
            case Target.RatioAtMost most -> ratio != null && ratio.min() <= most.bound();
            case Target.RatioAtLeast least -> ratio != null && ratio.max() >= least.bound();
        };
    }

    /** The value that is held against the target. */
    public String found() {
        return switch (target) {
            case Target.None none -> "";
            case Target.AtMost most -> Series.number(measured.median()) + " " + measured.unit();
            case Target.RatioAtMost most -> Series.number(ratioMedian()) + "x";
            case Target.RatioAtLeast least -> Series.number(ratioMedian()) + "x";
        };
    }

    private static String over(double factor) {
        return String.format(Locale.ROOT, "%.2f times it", factor);
    }

    private double ratioMedian() {
        Series ratio = ratio();
        if (ratio == null) {
            throw new IllegalStateException(what + " has a ratio to reach but no reference");
        }
        return ratio.median();
    }

    private static Verdict judge(boolean reached) {
        return reached ? Verdict.MET : Verdict.MISSED;
    }
}
