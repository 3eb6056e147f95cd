package dev.nocturne.investigator.followup;

import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who suffers, what it costs, and whether there is another way. */
final class ImpactReplies {
    private static final int MAX = 40;

    private static final int MAX_SUPPORTERS = 500;

    private final Facts facts;

    ImpactReplies(Facts facts) {
        this.facts = facts;
    }

    private Impact impact() {
        return facts.analysis().impact();
    }

    /** Who suffers, how badly, and how many customers that is. */
    String affected(Question question) {
        if (facts.causes().isEmpty()) {
            return facts.finding().verdict() == Verdict.NO_FAULT
                    ? "Nothing is known to be affected: the diagnosis found nothing broken."
                    : "The data do not show whether there is a fault, so it is not known what is affected."
                            + facts.subject()
                                    .map(facts::neededBy)
                                    .filter(needy -> !needy.isEmpty())
                                    .map(needy ->
                                            " On "
                                                    + facts.subject().orElseThrow()
                                                    + " depend "
                                                    + Say.list(needy, 6)
                                                    + ".")
                                    .orElse("");
        }
        List<Impact.Affected> wanted =
                impact().affected().stream()
                        .filter(a ->
                                question.kinds().isEmpty()
                                        ? a.offer()
                                        : question.kinds()
                                                .contains(facts.graph().label(a.entity())))
                        .toList();
        boolean none = wanted.isEmpty() && !question.kinds().isEmpty();
        if (wanted.isEmpty()) {
            List<Impact.Affected> offers =
                    impact().affected().stream().filter(Impact.Affected::offer).toList();
            wanted = offers.isEmpty() ? impact().affected() : offers;
        }
        List<String> lines = new ArrayList<>();
        for (Effect effect : List.of(Effect.DOWN, Effect.DEGRADED, Effect.AT_RISK)) {
            List<String> hit =
                    wanted.stream()
                            .filter(a -> a.effect() == effect)
                            .map(a -> facts.name(facts.graph().id(a.entity())))
                            .toList();
            if (!hit.isEmpty()) {
                lines.add("- " + effect.word().replace('_', ' ') + ": " + Say.list(hit, MAX));
            }
        }
        impact().customers().ifPresent(n -> lines.add("- customers: " + Say.amount(n)));
        impact().users().ifPresent(n -> lines.add("- users: " + Say.amount(n)));
        String counted =
                impact().customers().isEmpty() && impact().users().isEmpty()
                        ? "- The data do not count customers or users."
                        : "";
        if (lines.isEmpty()) {
            return "Nothing beside " + Say.list(facts.causes(), 3) + " shows that it is affected.";
        }
        if (!counted.isEmpty()) {
            lines.add(counted);
        }
        lines.add("- " + penalties(impact()));
        return (none
                        ? "No "
                                + EntityReplies.words(question.kinds().getFirst())
                                + " is known to be affected itself. "
                        : "")
                + "Affected by the failure of "
                + Say.list(facts.causes().stream().map(facts::name).toList(), 3)
                + ":\n\n"
                + String.join("\n", lines);
    }

    /** What the agreements say that it costs. */
    String cost(Question question) {
        if (facts.causes().isEmpty()) {
            return "I cannot answer that: no fault is known, so nothing is known to cost anything. I can say who would be hit, or what to do first.";
        }
        if (!impact().agreements() && impact().clauses().isEmpty()) {
            return "I cannot answer that: the data hold no price and no service level agreement. I can say who is affected.";
        }
        String said = penalties(impact());
        List<String> own =
                impact().penalties().stream()
                        .filter(p -> question.entities().contains(p.entity()))
                        .map(p ->
                                p.agreement()
                                        + " for "
                                        + facts.name(p.entity())
                                        + ": "
                                        + Say.number(p.perHour())
                                        + " "
                                        + impact().currency()
                                        + " per hour")
                        .toList();
        String first = own.isEmpty() ? nothingDue(question.entities()) : Say.list(own, 5) + ".\n";
        return first
                + Character.toUpperCase(said.charAt(0))
                + said.substring(1)
                + (impact().agreements() ? ". Other losses are not in the data." : ".");
    }

    private String nothingDue(List<String> entities) {
        return entities.isEmpty() || impact().penalties().isEmpty()
                ? ""
                : "For "
                        + String.join(" and ", entities.stream().map(facts::name).toList())
                        + " no agreement that could be read is due now. ";
    }

    String penalties(Impact impact) {
        if (!impact.clauses().isEmpty() && impact.penalties().isEmpty()) {
            return "the agreements say in words what is owed, which was not computed: "
                    + Say.list(
                            impact.clauses().stream()
                                    .map(c ->
                                            c.agreement()
                                                    + " with "
                                                    + facts.name(c.entity())
                                                    + ": \""
                                                    + c.words()
                                                    + "\"")
                                    .toList(),
                            6);
        }
        if (!impact.agreements()) {
            return "what it costs is not known: the data hold no price and no service level agreement";
        }
        if (impact.penalties().isEmpty()) {
            return "no SLA penalty applies to what is affected now";
        }
        return "SLA penalties per hour: "
                + Say.number(impact.penaltyPerHour())
                + " "
                + impact.currency()
                + " ("
                + Say.list(
                        impact.penalties().stream()
                                .map(p ->
                                        p.agreement()
                                                + " for "
                                                + facts.name(p.entity())
                                                + ": "
                                                + Say.number(p.perHour()))
                                .toList(),
                        20)
                + ")";
    }

    /** Whether there is another way for what the entity needs, and what both ways share. */
    String reroute(List<String> named) {
        List<String> lines = new ArrayList<>();
        List<String> about = named.isEmpty() ? wayfarers() : named;
        for (String entity : about) {
            List<Impact.Backup> ways =
                    impact().backups().stream()
                            .filter(b -> b.entity().equals(entity) && !b.main().isEmpty())
                            .toList();
            ways.forEach(way -> lines.add(said(way)));
            if (ways.isEmpty()) {
                lines.add(single(entity));
            }
        }
        return lines.isEmpty() ? "Name what is to be rerouted." : String.join("\n", lines);
    }

    /** What has two ways at all, else what the alert is about. */
    private List<String> wayfarers() {
        List<String> having =
                impact().backups().stream()
                        .filter(b -> !b.main().isEmpty())
                        .map(Impact.Backup::entity)
                        .toList();
        return having.isEmpty() ? facts.subject().stream().toList() : having;
    }

    private static String said(Impact.Backup way) {
        String ways = String.join(", ", way.main()) + "; " + String.join(", ", way.spare());
        return way.shared().isEmpty()
                ? way.entity()
                        + " has a backup, "
                        + String.join(", ", way.spare())
                        + ": in the topology it shares nothing with "
                        + String.join(", ", way.main())
                        + "."
                : "No: main and backup of "
                        + way.entity()
                        + " ("
                        + ways
                        + ") both depend on "
                        + String.join(", ", way.shared())
                        + ". The topology has no third way.";
    }

    private String single(String entity) {
        List<String> needs = facts.needs(entity);
        int number = facts.graph().number(entity).orElse(-1);
        if (number >= 0 && facts.graph().hasSpare(number)) {
            List<String> spare =
                    facts.graph().needs(number).stream()
                            .filter(
                                    dev.nocturne.investigator.dependency.DependencyGraph.Need
                                            ::backup)
                            .map(n -> facts.graph().id(n.needed()))
                            .toList();
            return entity + " has a backup: " + Say.list(spare, 5) + "; it is not affected.";
        }
        List<String> spares = spares(entity);
        return spares.isEmpty()
                ? "No other way of "
                        + entity
                        + " is in the topology"
                        + (needs.isEmpty() ? "." : "; it needs " + Say.list(needs, 5) + ".")
                : "The topology has this in reserve for "
                        + entity
                        + " or what it needs: "
                        + Say.list(spares, 5)
                        + ". Whether it can take over is not in the data.";
    }

    /** Relations that say that something stands in for the entity, or for what it needs. */
    private List<String> spares(String entity) {
        Set<String> words = Language.all("spare");
        List<String> about = new ArrayList<>(List.of(entity));
        facts.graph()
                .number(entity)
                .ifPresent(n ->
                        facts.graph()
                                .supportersOf(List.of(n), MAX_SUPPORTERS)
                                .forEach(s -> about.add(facts.graph().id(s))));
        return about.stream()
                .distinct()
                .flatMap(e -> facts.topology().relations(e, Direction.BOTH).stream())
                .filter(r -> Words.of(r.label()).stream().anyMatch(words::contains))
                .map(EntityReplies::said)
                .distinct()
                .toList();
    }

    /** Spare ways and whether they share a risk. */
    String backups(List<String> named) {
        List<String> lines = new ArrayList<>();
        for (Impact.Backup b : impact().backups()) {
            if (named.isEmpty()
                    || named.contains(b.entity())
                    || b.shared().stream().anyMatch(named::contains)) {
                lines.add(
                        "- "
                                + b.entity()
                                + ": "
                                + String.join(", ", b.main())
                                + ", backup "
                                + String.join(", ", b.spare())
                                + (b.shared().isEmpty()
                                        ? ": no shared risk known"
                                        : ": both depend on " + String.join(", ", b.shared())));
            }
        }
        if (lines.isEmpty() && !named.isEmpty()) {
            return String.join("\n", named.stream().map(this::single).toList());
        }
        return lines.isEmpty()
                ? "Nothing that is affected has a backup path in the topology."
                : String.join("\n", lines);
    }
}
