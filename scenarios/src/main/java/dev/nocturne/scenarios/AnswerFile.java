package dev.nocturne.scenarios;

import java.util.List;
import java.util.Locale;

/**
 * Writes {@code expected.yaml}. Every scalar is quoted or a number, so that no YAML rule can bend
 * it.
 */
public final class AnswerFile {
    private static final String HEADER =
            """
            # Written by the generator from the model that also makes the data. Not shown to an investigator.
            # must_not_name: not as a cause. affected: at least these; what lies between the cause and them may be named too.
            # impact: counts what is down or degraded; penalty_per_hour only where the SLA's trigger is met.
            alerts:
            """;

    private final StringBuilder yaml = new StringBuilder(HEADER);

    private AnswerFile() {}

    public static String of(List<Answer> answers) {
        AnswerFile file = new AnswerFile();
        answers.forEach(file::write);
        return file.yaml.toString();
    }

    private void write(Answer answer) {
        line(2, answer.key() + ":");
        line(4, "file: " + quoted(answer.file()));
        line(4, "time: " + quoted(answer.time().toString()));
        line(4, "verdict: " + quoted(answer.verdict().name().toLowerCase(Locale.ROOT)));
        line(4, "root_causes: " + list(answer.rootCauses()));
        line(4, "since: " + quoted(answer.since().toString()));
        line(4, "must_name: " + list(answer.mustName()));
        line(4, "must_not_name: " + list(answer.mustNotName()));
        section("affected", answer.affected().stream().map(AnswerFile::affected).toList());
        line(4, "impact: " + impact(answer.impact()));
        section("shared_risks", answer.sharedRisks().stream().map(AnswerFile::risk).toList());
        section(
                "contradictions",
                answer.contradictions().stream().map(AnswerFile::quoted).toList());
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

    private static String affected(Answer.Affected affected) {
        return "{entity: %s, label: %s, impact: %s}"
                .formatted(
                        quoted(affected.entity()),
                        quoted(affected.label()),
                        quoted(affected.impact()));
    }

    private static String impact(Answer.Impact impact) {
        return "{entities: %d, customers: %d, users: %d, penalty_per_hour: %d, currency: %s}"
                .formatted(
                        impact.entities(),
                        impact.customers(),
                        impact.users(),
                        impact.penaltyPerHour(),
                        quoted(impact.currency()));
    }

    private static String risk(Answer.SharedRisk risk) {
        return "{entity: %s, primary: %s, backup: %s, shared: %s}"
                .formatted(
                        quoted(risk.entity()),
                        quoted(risk.primary()),
                        quoted(risk.backup()),
                        list(risk.shared()));
    }

    private static String list(List<String> items) {
        return "[" + String.join(", ", items.stream().map(AnswerFile::quoted).toList()) + "]";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
