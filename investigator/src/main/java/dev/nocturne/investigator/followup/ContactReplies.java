package dev.nocturne.investigator.followup;

import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Dispatcher;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.dependency.KindWords;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whom to call and whom to send. */
final class ContactReplies {
    private static final int MAX = 8;

    /** A date with hyphens is none. */
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\d-])(?:\\+\\d|0\\d)[\\d ()/]{5,}\\d(?![\\d-])");

    private final Facts facts;
    private final List<Match> runbooks;
    private final boolean dispatched;

    /** {@code dispatched}: whether an order was drafted in this session. */
    ContactReplies(Facts facts, List<Match> runbooks, boolean dispatched) {
        this.facts = facts;
        this.runbooks = runbooks;
        this.dispatched = dispatched;
    }

    /** Who owns an entity, or what uses it, and who on the roster could go there. */
    String contact(Question question) {
        List<String> lines = new ArrayList<>();
        for (String entity : facts.meant(question.entities())) {
            lines.addAll(owners(entity));
        }
        if (lines.isEmpty()) {
            // A database often has no owner of its own, but what uses it has.
            for (String entity : facts.meant(question.entities())) {
                facts.neededBy(entity).forEach(needy -> lines.addAll(owners(needy)));
            }
        }
        String send = question.entities().isEmpty() ? send() : "";
        String owners = String.join("\n", lines.stream().distinct().limit(MAX).toList());
        if (owners.isEmpty() && send.isEmpty()) {
            List<String> meant = facts.meant(question.entities());
            return "I cannot answer that: the data do not say whose "
                    + (meant.isEmpty() ? "this" : Say.list(meant, 3))
                    + " is, and hold "
                    + (hasRoster()
                            ? "a roster; an engineer is chosen from it only for a certain cause that has a place."
                            : "no roster and no telephone number.");
        }
        return send
                + (send.isEmpty() || owners.isEmpty() ? "" : "\n")
                + owners
                + noNumber(question, send + owners);
    }

    /** What contracts about it, else other contracts, say with a telephone number in it. */
    String vendor(Question question) {
        List<String> about = facts.meant(question.entities());
        List<Entity> papers =
                facts.topology().entityLabels().stream()
                        .filter(KindWords::paper)
                        .flatMap(label -> facts.topology().entities(label).stream())
                        .filter(e -> PHONE.matcher(e.properties().toString()).find())
                        .toList();
        List<Entity> own =
                papers.stream()
                        .filter(e ->
                                facts.topology().relations(e.id(), Direction.BOTH).stream()
                                        .anyMatch(r -> about.contains(r.otherEnd(e.id()))))
                        .toList();
        String none =
                "no contract of " + Say.list(about, 3) + " is known that has a telephone number.";
        if (papers.isEmpty()) {
            return "I cannot answer that: " + none;
        }
        return (own.isEmpty() ? none.replaceFirst("no", "No") + " Other contracts have one:\n" : "")
                + String.join(
                        "\n",
                        (own.isEmpty() ? papers : own)
                                .stream()
                                        .limit(MAX)
                                        .map(e ->
                                                "- "
                                                        + e.id()
                                                        + ": "
                                                        + EntityReplies.properties(e, Set.of()))
                                        .toList());
    }

    /** Whether the data say whose it is, or hold engineers who can be sent. */
    boolean isKnown(Question question) {
        return facts.meant(question.entities()).stream().anyMatch(e -> !owners(e).isEmpty())
                || chosen().isPresent();
    }

    private boolean hasRoster() {
        return facts.analysis().snapshot().overview().engineers() > 0;
    }

    /** A question for a number gets none where the data have none. */
    private static String noNumber(Question question, String said) {
        boolean asked =
                question.words().stream()
                        .anyMatch(word -> Language.all("asks phone").contains(word));
        boolean has =
                Language.all("phone property").stream()
                                .anyMatch(word -> Words.of(said).contains(word))
                        || said.matches("(?s).*\\+?\\d[\\d ()/-]{6,}.*");
        return asked && !has ? "\nThe data hold no telephone number." : "";
    }

    private List<String> owners(String owned) {
        List<String> lines = new ArrayList<>();
        Set<String> owner = Language.all("owner property");
        facts.topology()
                .entity(owned)
                .map(e -> EntityReplies.properties(e, owner))
                .filter(said -> !said.isEmpty())
                .ifPresent(said -> lines.add("- " + owned + ": " + said));
        for (Relation relation : facts.topology().relations(owned, Direction.BOTH)) {
            Optional<Entity> people =
                    facts.topology()
                            .entity(relation.otherEnd(owned))
                            .filter(e -> KindWords.people(e.label()));
            people.ifPresent(e ->
                    lines.add(
                            "- "
                                    + EntityReplies.said(relation)
                                    + ": "
                                    + EntityReplies.properties(e, Set.of())));
        }
        return lines;
    }

    private Optional<Dispatch> chosen() {
        return new Dispatcher(facts.analysis().snapshot())
                .choose(facts.finding(), facts.analysis().impact(), runbooks);
    }

    private String send() {
        return chosen().map(d -> said(d) + ".").orElse("");
    }

    private static String said(Dispatch d) {
        return d.name()
                + " ("
                + d.engineer()
                + "; "
                + d.reason()
                + "), "
                + (d.phone().isEmpty() ? "no telephone number is known" : d.phone());
    }

    /** Whom to send to the place of the cause. */
    String dispatch(Question question) {
        List<String> people =
                question.entities().stream()
                        .flatMap(e -> facts.topology().entity(e).stream())
                        .filter(e -> KindWords.people(e.label()))
                        .map(e -> e.id() + ": " + EntityReplies.properties(e, Set.of()) + ".")
                        .toList();
        if (!people.isEmpty()) {
            return String.join("\n", people);
        }
        Optional<Dispatch> chosen = chosen();
        if (chosen.isEmpty()) {
            return hasRoster()
                    ? "I cannot answer that: I cannot suggest an engineer, for the cause is not certain, its location is unknown, or no engineer is on duty."
                    : "I cannot answer that: this environment has no roster, and no duty is recorded for that time.";
        }
        Dispatch d = chosen.get();
        return said(d)
                + ", should go to "
                + d.description()
                + ", urgency "
                + d.urgency()
                + ". "
                + (dispatched
                        ? "The dispatch order was drafted in the first turn; nothing is sent without you."
                        : "No dispatch order has been drafted.");
    }
}
