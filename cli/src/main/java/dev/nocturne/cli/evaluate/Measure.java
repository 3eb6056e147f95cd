package dev.nocturne.cli.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The measures of an alert, in the order in which they are shown. */
enum Measure {
    VERDICT(Form.YES_NO),
    TOP_1(Form.YES_NO),
    TOP_3(Form.YES_NO),
    PRECISION(Form.SHARE),
    RECALL(Form.SHARE),
    F1(Form.SHARE),
    NAMED(Form.SHARE),
    FORBIDDEN(Form.COUNT),
    STEPS(Form.COUNT),
    SECONDS(Form.SHARE),
    TOKENS(Form.COUNT);

    /** How a value is written. */
    private enum Form {
        YES_NO,
        SHARE,
        COUNT
    }

    private final Form form;

    Measure(Form form) {
        this.form = form;
    }

    /** The value for an alert; yes is 1, no is 0, null where the measure does not apply. */
    @Nullable Double of(ScoredAlert judged) {
        Score score = judged.score();
        Score.Affected affected = score.affected();
        return switch (this) {
            case VERDICT -> flag(score.verdict());
            case TOP_1 -> flag(score.top1());
            case TOP_3 -> flag(score.top3());
            case PRECISION -> affected == null ? null : affected.precision();
            case RECALL -> affected == null ? null : affected.recall();
            case F1 -> affected == null ? null : affected.f1();
            case NAMED -> score.mentionedShare();
            case FORBIDDEN -> (double) score.forbidden().size();
            case STEPS -> (double) judged.outcome().steps();
            case SECONDS -> judged.outcome().seconds();
            case TOKENS -> tokens(judged.outcome().tokens());
        };
    }

    /** The mean over the alerts to which the measure applies; null where there are none. */
    @Nullable Double mean(List<ScoredAlert> all) {
        OptionalDouble mean =
                all.stream()
                        .map(this::of)
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    String cell(ScoredAlert judged) {
        Double number = of(judged);
        if (number == null) {
            return "-";
        }
        return switch (form) {
            case YES_NO -> number == 1 ? "yes" : "no";
            case SHARE -> twoDigits(number);
            case COUNT -> Long.toString(Math.round(number));
        };
    }

    String meanCell(List<ScoredAlert> all) {
        Double mean = mean(all);
        return mean == null ? "-" : twoDigits(mean);
    }

    /** Field of the JSON output. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return name().replace('_', '-');
    }

    private static String twoDigits(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static @Nullable Double flag(@Nullable Boolean flag) {
        return flag == null ? null : flag ? 1.0 : 0.0;
    }

    private static @Nullable Double tokens(SessionResult.@Nullable Tokens tokens) {
        return tokens == null ? null : (double) tokens.total();
    }
}
