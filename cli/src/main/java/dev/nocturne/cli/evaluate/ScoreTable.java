package dev.nocturne.cli.evaluate;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The results as a table, with the differences from the expected findings below it. */
public final class ScoreTable {
    /** Measures that a narrow terminal leaves out; JSON output always has them. */
    private static final Set<Measure> SPARED =
            EnumSet.of(Measure.TOP_3, Measure.PRECISION, Measure.RECALL);

    private final Screen screen;

    public ScoreTable(Screen screen) {
        this.screen = screen;
    }

    /**
     * Draws the table.
     *
     * @param columns width of the terminal, 0 for none
     */
    public void draw(List<ScoredAlert> all, int columns) {
        List<List<String>> rows = rows(all, EnumSet.allOf(Measure.class));
        boolean narrow = columns > 0 && Table.width(rows) > columns;
        if (narrow) {
            rows = rows(all, EnumSet.complementOf(EnumSet.copyOf(SPARED)));
        }
        new Table(screen).draw(rows, true);
        if (narrow) {
            screen.line("A wider terminal shows TOP-3, PRECISION and RECALL too.");
        }
        for (ScoredAlert judged : all) {
            notes(judged).forEach(note -> screen.line(Screen.clean(note)));
        }
    }

    static List<List<String>> rows(List<ScoredAlert> all, Set<Measure> measures) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("ALERT"));
        measures.forEach(measure -> head.add(measure.title()));
        rows.add(head);
        for (ScoredAlert judged : all) {
            List<String> row = new ArrayList<>(List.of(judged.expected().alert()));
            measures.forEach(measure -> row.add(measure.cell(judged)));
            rows.add(row);
        }
        List<String> mean = new ArrayList<>(List.of("mean"));
        measures.forEach(measure -> mean.add(measure.meanCell(all)));
        rows.add(mean);
        return rows;
    }

    /** The differences from the expected finding, one line each. */
    static List<String> notes(ScoredAlert judged) {
        List<String> notes = new ArrayList<>();
        SessionResult outcome = judged.outcome();
        Score score = judged.score();
        if (outcome.hasFailed()) {
            notes.add("failed: " + String.valueOf(outcome.error()).strip().replaceAll("\\s+", " "));
        } else {
            if (!score.verdict() || !score.right()) {
                notes.add("expected " + describeExpected(judged) + ", got " + verdict(outcome));
            }
            note(notes, "reported as a cause, but is none: ", score.forbidden());
            Score.Affected affected = score.affected();
            if (affected != null) {
                note(notes, "affected, but not reported: ", affected.missed());
                note(notes, "reported as affected, but is not: ", affected.wrong());
            }
            note(notes, "not in the answer: ", score.unnamed());
        }
        return notes.stream().map(note -> judged.expected().alert() + ": " + note).toList();
    }

    private static void note(List<String> notes, String what, List<String> names) {
        if (!names.isEmpty()) {
            notes.add(what + String.join(", ", names));
        }
    }

    private static String describeExpected(ScoredAlert judged) {
        return judged.expected().fault()
                ? "fault " + String.join(" or ", judged.expected().rootCauses())
                : "no_fault";
    }

    private static String verdict(SessionResult outcome) {
        return (outcome.verdict() + " " + String.join(", ", outcome.causes())).strip();
    }
}
