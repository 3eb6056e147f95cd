package dev.nocturne.investigator.followup;

import dev.nocturne.core.Text;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.Effect;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.investigator.report.NotChecked;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.wording.Names;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The whole in few sentences, for engineers, for managers and for customers. */
final class SummaryReplies {
    private static final int LONGEST = 120;
    private static final long DAY = 24 * 3_600_000L;

    private final Facts facts;

    SummaryReplies(Facts facts) {
        this.facts = facts;
    }

    private Impact impact() {
        return facts.analysis().impact();
    }

    private String noFault() {
        String reason = facts.finding().reason();
        if (facts.finding().verdict() == Verdict.NO_FAULT) {
            return "No fault was found for this alert: "
                    + (reason.isEmpty()
                            ? "what was measured is within its usual range, or too close to it to have an effect."
                            : reason);
        }
        List<String> candidates =
                facts.finding().hypotheses().stream()
                        .limit(2)
                        .map(h -> facts.graph().id(h.entity()))
                        .toList();
        return "Whether there is a fault cannot be told yet"
                + (reason.isEmpty() ? "." : ": " + reason + ".")
                + (candidates.isEmpty()
                        ? ""
                        : " Candidates: " + String.join(" and ", candidates) + ".");
    }

    /** For engineers. */
    String summary() {
        List<String> causes = facts.causes();
        if (causes.isEmpty()) {
            return noFault();
        }
        Hypothesis first = facts.first().orElseThrow();
        String why =
                facts.symptoms(causes.getFirst()).stream()
                        .findFirst()
                        .map(Symptom::words)
                        .map(words -> " (" + cut(words) + ")")
                        .orElse("");
        Set<String> hitting = new LinkedHashSet<>();
        facts.subject().filter(s -> !causes.contains(s)).ifPresent(hitting::add);
        impact().affected().stream()
                .filter(a -> a.effect() != Effect.AT_RISK)
                .forEach(a -> hitting.add(facts.name(facts.graph().id(a.entity()))));
        String hit = hitting.isEmpty() ? "" : " Hit: " + Say.list(List.copyOf(hitting), 4) + ".";
        return Say.list(causes, 3)
                + (causes.size() == 1 ? " has" : " have")
                + " been failing since "
                + Say.dateTime(first.since())
                + why
                + "."
                + hit
                + penalties();
    }

    private String penalties() {
        return impact().penalties().isEmpty()
                ? ""
                : " Penalties: "
                        + Say.number(impact().penaltyPerHour())
                        + " "
                        + impact().currency()
                        + " an hour.";
    }

    static String cut(String words) {
        return words.length() <= LONGEST ? words : Text.cut(words, LONGEST - 3) + "...";
    }

    /** For managers: what it means, why it happened, whether it is over; no figures of metrics. */
    String management() {
        List<String> causes = facts.causes();
        if (causes.isEmpty()) {
            return noFault();
        }
        Hypothesis first = facts.first().orElseThrow();
        List<String> offers = suffering();
        StringBuilder text = new StringBuilder();
        text.append("Since ")
                .append(Say.dateTime(first.since()))
                .append(", ")
                .append(offers.isEmpty() ? causes.getFirst() : Say.list(offers, 3))
                .append(offers.size() > 1 ? " do" : " does")
                .append(" not work as usual");
        impact().customers()
                .ifPresent(n -> text.append("; customers concerned: ").append(Say.amount(n)));
        impact().users().ifPresent(n -> text.append("; users: ").append(Say.amount(n)));
        text.append(causes.size() > 1 ? ". The causes are " : ". The cause is ")
                .append(first.confidence() >= 0.5 ? "most probably " : "possibly ")
                .append(
                        String.join(
                                " and ", causes.stream().limit(2).map(this::kindAndName).toList()))
                .append(" (")
                .append(Say.percent(first.confidence()))
                .append(" sure)");
        facts.lastChange(causes.getFirst())
                .filter(c -> c.time() <= first.since() && first.since() - c.time() < DAY)
                .ifPresent(c ->
                        text.append(", which was changed at ")
                                .append(facts.time(c.time()))
                                .append(", before it began"));
        text.append('.').append(penalties());
        return text.toString();
    }

    private String kindAndName(String entity) {
        return "the " + EntityReplies.words(facts.label(entity)) + " " + facts.name(entity);
    }

    /** What customers use and what does not work, else what the alert is about. */
    private List<String> suffering() {
        List<String> offers =
                impact().affected().stream()
                        .filter(a -> a.offer() && a.effect() != Effect.AT_RISK)
                        .map(a -> facts.name(facts.graph().id(a.entity())))
                        .toList();
        if (!offers.isEmpty()) {
            return offers;
        }
        List<String> subject =
                facts.subject().filter(s -> !facts.causes().contains(s)).stream().toList();
        return subject.isEmpty()
                ? impact().affected().stream()
                        .filter(a -> a.effect() != Effect.AT_RISK)
                        .map(a -> facts.name(facts.graph().id(a.entity())))
                        .toList()
                : subject;
    }

    /** For customers: no ids, no names of others, nothing that is not known. */
    String customer() {
        if (facts.causes().isEmpty()) {
            return facts.finding().verdict() == Verdict.NO_FAULT
                    ? "We have looked into a report of a disturbance and found nothing that does not work as usual."
                    : "We are looking into a report of a disturbance. Whether our services are concerned is not known yet.";
        }
        Hypothesis first = facts.first().orElseThrow();
        Set<String> down = offered(Effect.DOWN);
        Set<String> slow = offered(Effect.DEGRADED);
        slow.removeAll(down);
        StringBuilder text =
                new StringBuilder("Since ")
                        .append(Say.dateTime(first.since()))
                        .append(
                                down.isEmpty() && slow.isEmpty()
                                        ? " a part of our systems does not work as usual; whether customers notice it is not known."
                                        : " there is a disturbance of our services.");
        if (!down.isEmpty()) {
            text.append(" Not available: ").append(Say.list(List.copyOf(down), 6)).append('.');
        }
        if (!slow.isEmpty()) {
            text.append(" Slower or less reliable than usual: ")
                    .append(Say.list(List.copyOf(slow), 6))
                    .append('.');
        }
        return text.append(
                        first.confidence() > 0.5
                                ? " The cause is most probably known."
                                : " The cause is not certain yet.")
                .append(" When everything will work again is not known yet.")
                .toString();
    }

    /** What customers know a service by: its name or its type, never its id or its customer. */
    private Set<String> offered(Effect effect) {
        Set<String> names = new LinkedHashSet<>();
        for (Impact.Affected affected : impact().affected()) {
            if (affected.offer() && affected.effect() == effect) {
                Entity entity = facts.graph().entity(affected.entity());
                String name = Names.customer(entity) == null ? Names.name(entity) : null;
                if (name != null) {
                    names.add("\"" + name + "\"");
                } else {
                    type(entity).ifPresent(names::add);
                }
            }
        }
        return names;
    }

    private static java.util.Optional<String> type(Entity entity) {
        return entity.properties().entrySet().stream()
                .filter(p -> dev.nocturne.environment.words.Words.of(p.getKey()).contains("type"))
                .map(p -> p.getValue().toString().toLowerCase(Locale.ROOT).replaceAll("[-_]+", " "))
                .findFirst();
    }

    String notKnown() {
        List<String> lines = new ArrayList<>();
        NotChecked.of(facts.analysis()).forEach(gap -> lines.add("- " + gap));
        Finding finding = facts.finding();
        List<String> silent = new ArrayList<>();
        for (String entity : facts.near()) {
            if (!finding.symptoms().measured().contains(entity)
                    && !finding.health().covers(entity)) {
                silent.add(entity);
            }
        }
        if (!silent.isEmpty()) {
            lines.add("- Nothing was measured of " + Say.list(silent, 8) + ".");
        }
        lines.add("- When it will be over, and what it costs beyond agreements, is in no data.");
        return "Not known or not checked:\n" + String.join("\n", lines);
    }
}
