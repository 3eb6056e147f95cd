package dev.nocturne.investigator.report;

import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.wording.Names;
import dev.nocturne.investigator.wording.Say;
import java.util.List;
import java.util.function.Predicate;

/** Who is affected and how badly, what it costs, and whether backups share the risk. */
final class AffectedText {
    private static final int MAX_NAMES = 12;
    private static final int MAX_ROWS = 30;

    private final Case report;
    private final Page page;
    private final Impact impact;
    private final Names names;

    AffectedText(Case report, Page page) {
        this.report = report;
        this.page = page;
        this.impact = report.analysis().impact();
        this.names = new Names(report.analysis().finding().graph());
    }

    void write() {
        page.section("Blast radius");
        if (impact.affected().isEmpty()) {
            page.line(
                    "No other affected entity was found in the dependencies and metrics"
                            + report.cite(Topic.IMPACT)
                            + ".");
            return;
        }
        for (Effect effect : List.of(Effect.DOWN, Effect.DEGRADED, Effect.AT_RISK)) {
            List<String> offers = affected(a -> a.offer() && a.effect() == effect);
            if (!offers.isEmpty()) {
                page.line(
                        "- "
                                + word(effect)
                                + ": "
                                + Say.list(offers, MAX_ROWS)
                                + report.cite(Topic.IMPACT)
                                + ".");
            }
        }
        List<String> others = affected(a -> !a.offer());
        if (!others.isEmpty()) {
            page.line(
                    "- Other affected entities: "
                            + Say.list(others, MAX_NAMES)
                            + report.cite(Topic.IMPACT)
                            + ".");
        }
        page.line(
                "- In all: "
                        + Say.count(impact.services(), "service", "services")
                        + " down or degraded, "
                        + Say.count(impact.affected().size(), "entity", "entities")
                        + " affected or at risk"
                        + headcount()
                        + report.cite(Topic.IMPACT)
                        + ".");

        impact.clauses().stream()
                .limit(MAX_NAMES)
                .forEach(c ->
                        page.line(
                                "- Agreement "
                                        + c.agreement()
                                        + " with "
                                        + names.of(c.entity())
                                        + " says: \""
                                        + c.words()
                                        + "\" Nothing was computed from it"
                                        + report.cite(Topic.SURROUNDINGS)
                                        + "."));
        if (!impact.clauses().isEmpty() && impact.penalties().isEmpty()) {
            backups();
            return;
        }
        if (impact.penalties().isEmpty()) {
            page.line(
                    (impact.agreements()
                                    ? "- No SLA penalty applies"
                                    : impact.papers()
                                            ? "- No agreement about what is affected is known"
                                            : "- The data hold no service level agreements")
                            + report.cite(Topic.IMPACT)
                            + ".");
        } else {
            page.line(
                    "- SLA penalties: "
                            + Say.number(impact.penaltyPerHour())
                            + " "
                            + impact.currency()
                            + " per hour ("
                            + Say.list(
                                    impact.penalties().stream()
                                            .map(p ->
                                                    names.of(p.entity())
                                                            + " "
                                                            + Say.number(p.perHour()))
                                            .toList(),
                                    MAX_ROWS)
                            + ")"
                            + report.cite(Topic.IMPACT)
                            + ".");
        }
        backups();
    }

    private List<String> affected(Predicate<Impact.Affected> which) {
        return impact.affected().stream().filter(which).map(a -> names.of(a.entity())).toList();
    }

    /** Customers and users, where the data count them. */
    private String headcount() {
        StringBuilder said = new StringBuilder();
        impact.customers().ifPresent(n -> said.append("; customers: ").append(Say.amount(n)));
        impact.users().ifPresent(n -> said.append("; users: ").append(Say.amount(n)));
        return said.toString();
    }

    private static String word(Effect effect) {
        return switch (effect) {
            case DOWN -> "Down";
            case DEGRADED -> "Degraded";
            case AT_RISK -> "At risk";
        };
    }

    private void backups() {
        if (impact.backups().isEmpty()) {
            return;
        }
        page.section("Backups");
        for (Impact.Backup b : impact.backups()) {
            String ways =
                    names.of(b.entity())
                            + ": "
                            + String.join(", ", b.main())
                            + ", backup "
                            + String.join(", ", b.spare());
            page.line(
                    "- "
                            + ways
                            + (b.shared().isEmpty()
                                    ? "; no shared risk known"
                                    : "; **shared risk**: both depend on "
                                            + String.join(", ", names.of(b.shared())))
                            + report.cite(Topic.IMPACT)
                            + ".");
        }
    }
}
