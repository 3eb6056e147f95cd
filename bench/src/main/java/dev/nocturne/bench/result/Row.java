package dev.nocturne.bench.result;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param what is measured
 * @param measured the values of the packaged server
 * @param beside the name of the reference; empty if there is none
 * @param reference the values of the reference in the same run; null if there is none
 * @param note an explanation of the row; may be empty
 * @param because why the target is missed, according to profiles; may be empty
 */
public record Row(
        String what,
        Measurements measured,
        String beside,
        @Nullable Measurements reference,
        Target target,
        String note,
        String because) {

    /** Whether the target was reached. */
    public enum Verdict {
        MET,
        MISSED,
        /** There is no target. */
        REPORTED,
        /** The run has a tiny size, so its values have no meaning. */
        NOT_JUDGED
    }

    public static Row beside(
            String what,
            Measurements measured,
            String beside,
            Measurements reference,
            Target target) {
        return new Row(what, measured, beside, reference, target, "", "");
    }

    public static Row alone(String what, Measurements measured, Target target) {
        return new Row(what, measured, "", null, target, "", "");
    }

    public Row note(String text) {
        return new Row(what, measured, beside, reference, target, text, because);
    }

    /** This row with the reason why it misses its target, which is shown only if it does. */
    public Row because(String text) {
        return new Row(what, measured, beside, reference, target, note, text);
    }

    /**
     * Measured values divided by those of the reference, round by round; null without a reference.
     */
    public @Nullable Measurements ratio() {
        Measurements other = reference;
        return other == null ? null : measured.ratioTo(other);
    }

    public Verdict verdict() {
        return switch (target) {
            case Target.None none -> Verdict.REPORTED;
            case Target.AtMost most -> judge(measured.median() <= most.bound());
            case Target.RatioAtMost most -> judge(ratioMedian() <= most.bound());
            case Target.RatioAtLeast least -> judge(ratioMedian() >= least.bound());
        };
    }

    /** By how much a row misses its target. */
    public String shortfall() {
        if (verdict() != Verdict.MISSED) {
            return "";
        }
        return switch (target) {
            case Target.None none -> "";
            case Target.AtMost most -> times(measured.median() / most.bound());
            case Target.RatioAtMost most -> times(ratioMedian() / most.bound());
            case Target.RatioAtLeast least ->
                    String.format(Locale.ROOT, "%.2f of it", ratioMedian() / least.bound());
        };
    }

    /** Why the row misses its target, if known; else whether all rounds do. */
    public String why() {
        if (!because.isEmpty() || verdict() != Verdict.MISSED) {
            return because;
        }
        return someRoundReaches()
                ? "its rounds are on both sides of the target."
                : "not known; all rounds miss it.";
    }

    private boolean someRoundReaches() {
        Measurements ratio = ratio();
        return switch (target) {
            case Target.None none -> true;
            case Target.AtMost most -> measured.min() <= most.bound();
            case Target.RatioAtMost most -> ratio != null && ratio.min() <= most.bound();
            case Target.RatioAtLeast least -> ratio != null && ratio.max() >= least.bound();
        };
    }

    /** The value that is compared with the target. */
    public String comparedValue() {
        return switch (target) {
            case Target.None none -> "";
            case Target.AtMost most ->
                    Measurements.number(measured.median()) + " " + measured.unit();
            case Target.RatioAtMost most -> Measurements.number(ratioMedian()) + "x";
            case Target.RatioAtLeast least -> Measurements.number(ratioMedian()) + "x";
        };
    }

    private static String times(double factor) {
        return String.format(Locale.ROOT, "%.2f times it", factor);
    }

    private double ratioMedian() {
        Measurements ratio = ratio();
        if (ratio == null) {
            throw new IllegalStateException(what + " has a target ratio but no reference");
        }
        return ratio.median();
    }

    private static Verdict judge(boolean reached) {
        return reached ? Verdict.MET : Verdict.MISSED;
    }
}
