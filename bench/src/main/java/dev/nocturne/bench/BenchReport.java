package dev.nocturne.bench;

import dev.nocturne.bench.result.FigureOutcome;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Row.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A run as a Markdown table and as JSON. */
public record BenchReport(
        MachineConditions conditions,
        boolean smoke,
        List<FigureOutcome> outcomes,
        List<String> missing) {
    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> HEADER =
            List.of("What", "Measured", "Beside", "Reference", "Ratio", "Target", "Verdict");

    /** The table in Markdown. */
    public String table() {
        StringBuilder text = new StringBuilder(conditions.text()).append("\n\n");
        text.append("| ").append(String.join(" | ", HEADER)).append(" |\n");
        text.append("|---".repeat(HEADER.size())).append("|\n");
        List<String> notes = new ArrayList<>();
        for (FigureOutcome outcome : outcomes) {
            if (outcome.hasFailed()) {
                text.append("| **")
                        .append(outcome.figure())
                        .append("** failed: ")
                        .append(outcome.failure())
                        .append(" | | | | | | FAILED |\n");
            }
            for (Row row : outcome.rows()) {
                text.append("| ").append(String.join(" | ", cells(row, notes))).append(" |\n");
            }
        }
        for (int i = 0; i < notes.size(); i++) {
            text.append(i == 0 ? "\n" : "").append(i + 1).append(". ").append(notes.get(i));
            text.append('\n');
        }
        text.append(missedRows());
        if (!missing.isEmpty()) {
            text.append("\nNot compared, because not installed: ")
                    .append(String.join("; ", missing))
                    .append(". `./nocturne-bench --install` installs them on Debian.\n");
        }
        return text.toString();
    }

    /** The list of rows that missed their targets. */
    private String missedRows() {
        StringBuilder text = new StringBuilder();
        for (FigureOutcome outcome : outcomes) {
            for (Row row : outcome.rows()) {
                if (judge(row) == Verdict.MISSED) {
                    text.append("- ").append(outcome.figure()).append(": ").append(row.what());
                    if (!row.beside().isEmpty()) {
                        text.append(", beside ").append(row.beside());
                    }
                    text.append(": ").append(row.comparedValue()).append(" instead of ");
                    text.append(row.target().text()).append(" (").append(row.shortfall());
                    text.append("). Why: ").append(row.why()).append('\n');
                }
            }
        }
        return text.isEmpty() ? "" : "\nMissed:\n" + text;
    }

    private List<String> cells(Row row, List<String> notes) {
        String mark = "";
        if (!row.note().isEmpty()) {
            int known = notes.indexOf(row.note());
            if (known < 0) {
                notes.add(row.note());
                known = notes.size() - 1;
            }
            mark = " (" + (known + 1) + ")";
        }
        Measurements reference = row.reference();
        Measurements ratio = row.ratio();
        return List.of(
                row.what() + mark,
                row.measured().toString(),
                row.beside(),
                reference == null ? "" : reference.toString(),
                ratio == null ? "" : ratio.toString(),
                row.target().text(),
                verdict(row));
    }

    private String verdict(Row row) {
        return switch (judge(row)) {
            case MET -> "met";
            case MISSED -> "missed: " + row.shortfall();
            case REPORTED -> "";
            case NOT_JUDGED -> "not judged";
        };
    }

    private Verdict judge(Row row) {
        Verdict verdict = row.verdict();
        return smoke && verdict != Verdict.REPORTED ? Verdict.NOT_JUDGED : verdict;
    }

    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("conditions", conditions);
        all.put("smoke", smoke);
        all.put("figures", outcomes.stream().map(this::figure).toList());
        all.put("not_installed", missing);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private Map<String, Object> figure(FigureOutcome outcome) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("figure", outcome.figure());
        all.put("about", outcome.about());
        all.put("seconds", outcome.seconds());
        all.put("failure", outcome.failure());
        all.put("rows", outcome.rows().stream().map(this::row).toList());
        return all;
    }

    private Map<String, Object> row(Row row) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("what", row.what());
        all.put("measured", series(row.measured()));
        Measurements reference = row.reference();
        Measurements ratio = row.ratio();
        if (reference != null && ratio != null) {
            all.put("beside", row.beside());
            all.put("reference", series(reference));
            all.put("ratio", series(ratio));
        }
        all.put("target", row.target().text());
        all.put("verdict", judge(row).name().toLowerCase(java.util.Locale.ROOT));
        all.put("missed_by", row.shortfall());
        all.put("note", row.note());
        all.put("because", row.why());
        return all;
    }

    private static Map<String, Object> series(Measurements series) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("unit", series.unit());
        all.put("median", series.median());
        all.put("min", series.min());
        all.put("max", series.max());
        all.put("rounds", series.values());
        return all;
    }
}
