package dev.nocturne.investigator.followup;

import dev.nocturne.environment.topology.Entity;
import java.util.ArrayList;
import java.util.List;

/** Says what cannot be answered, and the nearest that can, in one line. */
final class Refusals {
    private static final int MOST = 3;

    /** In each answer to a question that was not understood. */
    static final String REFUSED = "I cannot answer that";

    /** In each reply that does not give what was asked for. */
    static final String CANNOT = "I cannot";

    private final Facts facts;

    Refusals(Facts facts) {
        this.facts = facts;
    }

    /** A question that was not understood. */
    String unclear(Question question) {
        return question.entities().isEmpty()
                ? "I cannot answer that: I do not understand it as a question about this incident. I can say "
                        + offers(question.nearest())
                        + "."
                : "I cannot answer that about "
                        + String.join(" and ", question.entities())
                        + ". I can say whether it has to do with the incident, and its figures, events and dependencies.";
    }

    /** A question about something that this environment does not know. */
    String unknown(Question question) {
        String asked = String.join(" ", question.strangers());
        List<String> near = near(question.strangers());
        return "I cannot answer that: nothing here is called \""
                + asked
                + "\""
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?")
                + (near.isEmpty() ? ". I can say " + offers(question.nearest()) + "." : "");
    }

    /** Something to be done: this only looks. */
    String act() {
        return "I cannot do that: I only look and answer; I change nothing. I can say "
                + offers(List.of(Intent.NEXT, Intent.CONTACT, Intent.WHY))
                + ".";
    }

    private static String offers(List<Intent> intents) {
        List<String> words = intents.stream().limit(MOST).map(Language::offer).toList();
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + ", or " + words.getLast();
    }

    /** Ids that are written nearly so. */
    private List<String> near(List<String> words) {
        List<String> near = new ArrayList<>();
        for (Entity entity : facts.topology().entities()) {
            String id = entity.id().toLowerCase(java.util.Locale.ROOT);
            if (near.size() < MOST
                    && words.stream().anyMatch(w -> w.length() > 3 && isLike(w, id))) {
                near.add(entity.id());
            }
        }
        return near;
    }

    /** Whether the word is in the id, or the id with another number. */
    private static boolean isLike(String word, String id) {
        String lower = word.toLowerCase(java.util.Locale.ROOT);
        return id.contains(lower)
                || Tokens.isNear(lower, id)
                || (lower.matches(".*\\d.*")
                        && lower.replaceAll("\\d+", "").equals(id.replaceAll("\\d+", "")));
    }
}
