package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which entities exactly, whether two have to do with each other, and what one has. */
final class WhichReplies {
    private static final int MAX = 20;

    private final Facts facts;
    private final EntityReplies entities;
    private final InPlay inPlay;

    WhichReplies(Facts facts, EntityReplies entities) {
        this.facts = facts;
        this.entities = entities;
        this.inPlay = new InPlay(facts);
    }

    /** Those of a kind that are not as usual, else those that are nearest to the trouble. */
    String which(Question question, Snapshot asked) {
        if (question.kinds().isEmpty()) {
            return exactly();
        }
        List<String> all =
                question.kinds().stream()
                        .flatMap(kind -> facts.topology().entities(kind).stream())
                        .map(Entity::id)
                        .toList();
        List<String> wrong = all.stream().filter(id -> isWrong(id, asked)).toList();
        String kind = EntityReplies.words(question.kinds().getFirst());
        if (!wrong.isEmpty()) {
            return Say.count(wrong.size(), kind + " is", "of the kind " + kind + " are")
                    + " not as usual, of "
                    + all.size()
                    + ": "
                    + Say.list(wrong, MAX)
                    + ".";
        }
        List<String> near = inPlay.of(question.kinds(), List.of());
        if (near.isEmpty()) {
            return "I cannot answer that: none of the "
                    + Say.count(all.size(), "entity", "entities")
                    + " of the kind "
                    + kind
                    + " is known to be in trouble.";
        }
        List<String> lines = new ArrayList<>();
        for (String id : near) {
            facts.topology().relations(id, Direction.BOTH).stream()
                    .map(EntityReplies::said)
                    .limit(3)
                    .forEach(said -> lines.add("- " + said));
        }
        return "No "
                + kind
                + " is known to be wrong itself. Nearest to "
                + Say.list(inPlay.focus(), 2)
                + " is "
                + Say.list(near, MAX)
                + (lines.isEmpty() ? "." : ":\n" + String.join("\n", lines));
    }

    private String exactly() {
        List<String> causes = facts.causes();
        return causes.isEmpty()
                ? "I cannot answer that: no cause is known. I can say what is known of an entity you name."
                : Say.list(causes, MAX)
                        + ":\n"
                        + String.join(
                                "\n", causes.stream().map(c -> "- " + entities.well(c)).toList());
    }

    private boolean isWrong(String id, Snapshot asked) {
        if (facts.finding().health().fails(id) || !facts.symptoms(id).isEmpty()) {
            return true;
        }
        long from = facts.finding().alert().start() - 12 * 3_600_000L;
        return asked.alarms().stream()
                .anyMatch(a ->
                        a.entity().equals(id)
                                && a.time() >= from
                                && a.time() <= facts.latest()
                                && a.ended() > facts.latest());
    }

    /** Whether faults, or two entities, have to do with each other. */
    String connected(Question question) {
        List<String> two = new ArrayList<>(question.entities());
        if (two.size() < 2) {
            two = new ArrayList<>(facts.causes());
        }
        if (two.size() < 2) {
            return facts.causes().isEmpty()
                    ? "I cannot answer that: it is not known whether there is a fault at all."
                    : "One fault was found, "
                            + facts.causes().getFirst()
                            + ", not two; name the two that you mean.";
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < two.size(); i++) {
            for (int j = i + 1; j < two.size() && lines.size() < 3; j++) {
                lines.add(pair(two.get(i), two.get(j)));
            }
        }
        return String.join("\n", lines);
    }

    private String pair(String one, String other) {
        boolean causes = facts.causes().contains(one) && facts.causes().contains(other);
        if (!causes && (facts.needs(one, other) || facts.needs(other, one))) {
            String needy = facts.needs(one, other) ? one : other;
            return "Yes: " + needy + " needs " + (needy.equals(one) ? other : one) + ".";
        }
        Set<String> common = new LinkedHashSet<>(facts.needs(one));
        common.retainAll(facts.needs(other));
        return (causes
                        ? "Not as far as the data show: "
                                + one
                                + " and "
                                + other
                                + " are taken as separate faults"
                        : "Not as far as the data show: neither of "
                                + one
                                + " and "
                                + other
                                + " needs the other")
                + (common.isEmpty()
                        ? "."
                        : "; both need " + Say.list(List.copyOf(common), 3) + ".");
    }

    /** Whether what the question is about has something, as properties say it. */
    String has(Question question) {
        Set<String> wanted = Has.synonyms(question.words());
        List<String> yes = new ArrayList<>();
        List<String> no = new ArrayList<>();
        for (String id : about(question)) {
            facts.topology()
                    .entity(id)
                    .ifPresent(e ->
                            e.properties()
                                    .forEach((name, value) -> {
                                        if (Has.isMeant(wanted, name, value)) {
                                            (Has.isNone(value) ? no : yes)
                                                    .add(id + ": " + name + " " + value);
                                        }
                                    }));
        }
        if (yes.isEmpty() && no.isEmpty()) {
            return "I cannot answer that: nothing here says whether "
                    + Say.list(about(question), 3)
                    + " has it.";
        }
        return (yes.isEmpty() ? "No: " + Say.list(no, 5) : "Yes: " + Say.list(yes, 5))
                + (yes.isEmpty() || no.isEmpty() ? "." : ". Not so: " + Say.list(no, 3) + ".");
    }

    private List<String> about(Question question) {
        Set<String> about = new LinkedHashSet<>(facts.meant(question.entities()));
        if (question.entities().isEmpty()) {
            about.addAll(inPlay.focus());
            for (String id : List.copyOf(about)) {
                about.addAll(facts.needs(id));
            }
        }
        return List.copyOf(about);
    }

    /** Reading properties as answers. */
    static final class Has {
        private Has() {}

        /** The words of the question and those that mean the same. */
        static Set<String> synonyms(List<String> words) {
            Set<String> wanted = new LinkedHashSet<>();
            for (String word : words) {
                if (word.length() > 3 && Language.ALL.stream().noneMatch(l -> l.isFiller(word))) {
                    wanted.add(word);
                }
            }
            for (Map.Entry<String, Set<String>> group : Language.groups("thing of ").entrySet()) {
                if (words.stream().anyMatch(group.getValue()::contains)) {
                    wanted.addAll(group.getValue());
                }
            }
            return wanted;
        }

        static boolean isMeant(Set<String> wanted, String name, Object value) {
            List<String> words = new ArrayList<>(Words.of(name));
            words.addAll(Tokens.of(value.toString()));
            return wanted.stream()
                    .map(Tokens::of)
                    .anyMatch(o -> java.util.Collections.indexOfSubList(words, o) >= 0);
        }

        static boolean isNone(Object value) {
            return Language.all("none")
                    .contains(value.toString().strip().toLowerCase(java.util.Locale.ROOT));
        }
    }
}
