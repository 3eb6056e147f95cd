package dev.nocturne.scenarios;

import java.util.List;
import java.util.Locale;

/**
 * Writes {@code expected.yaml}. Every scalar is quoted or a number, so that YAML does not
 * reinterpret any of them.
 */
public final class ExpectedFile {
    private static final String HEADER =
            """
            # Written by the generator from the model that also makes the data. Not shown to an investigator.
            # must_not_name: not as a cause. affected: at least these; what lies between the cause and them may be named too.
            # impact: counts what is down or degraded; penalty_per_hour only where the SLA's trigger is met.
            alerts:
            """;

    private final StringBuilder yaml = new StringBuilder(HEADER);

    private ExpectedFile() {}

    public static String of(List<ExpectedDiagnosis> answers) {
        ExpectedFile file = new ExpectedFile();
        answers.forEach(file::write);
        return file.yaml.toString();
    }

    private void write(ExpectedDiagnosis answer) {
        line(2, answer.key() + ":");
        line(4, "file: " + quote(answer.file()));
        line(4, "time: " + quote(answer.time().toString()));
        line(4, "verdict: " + quote(answer.verdict().name().toLowerCase(Locale.ROOT)));
        line(4, "root_causes: " + list(answer.rootCauses()));
        line(4, "since: " + quote(answer.since().toString()));
        line(4, "must_name: " + list(answer.mustName()));
        line(4, "must_not_name: " + list(answer.mustNotName()));
        section("affected", answer.affected().stream().map(ExpectedFile::affected).toList());
        line(4, "impact: " + impact(answer.impact()));
        section("shared_risks", answer.sharedRisks().stream().map(ExpectedFile::risk).toList());
        section(
                "contradictions",
                answer.contradictions().stream().map(ExpectedFile::quote).toList());
    }

    private void section(String key, List<String> entries) {
        if (entries.isEmpty()) {
            line(4, key + ": []");
            return;
        }
        line(4, key + ":");
        entries.forEach(entry -> line(6, "- " + entry));
    }

    private void line(int indent, String text) {
        yaml.append(" ".repeat(indent)).append(text).append('\n');
    }

    private static String affected(ExpectedDiagnosis.Affected affected) {
        return "{entity: %s, label: %s, impact: %s}"
                .formatted(
                        quote(affected.entity()),
                        quote(affected.label()),
                        quote(affected.impact()));
    }

    private static String impact(ExpectedDiagnosis.Impact impact) {
        return "{entities: %d, customers: %d, users: %d, penalty_per_hour: %d, currency: %s}"
                .formatted(
                        impact.entities(),
                        impact.customers(),
                        impact.users(),
                        impact.penaltyPerHour(),
                        quote(impact.currency()));
    }

    private static String risk(ExpectedDiagnosis.SharedRisk risk) {
        return "{entity: %s, primary: %s, backup: %s, shared: %s}"
                .formatted(
                        quote(risk.entity()),
                        quote(risk.primary()),
                        quote(risk.backup()),
                        list(risk.shared()));
    }

    private static String list(List<String> items) {
        return "[" + String.join(", ", items.stream().map(ExpectedFile::quote).toList()) + "]";
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
