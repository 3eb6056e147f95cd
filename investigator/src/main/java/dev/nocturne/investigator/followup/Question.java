package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Window;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a follow-up asks.
 *
 * @param intent what it asks for
 * @param entities what it asks about, in order; empty when it names nothing
 * @param notes a sentence for each thing that was assumed in reading it
 * @param kinds kinds of entities that it names, such as nodes
 * @param measures words for what is measured, each with those that mean the same
 * @param strangers words that stand where an entity is named and name none
 * @param words its words in lower case
 * @param telling those of them that say what it is about, beside what it asks for
 * @param window the time it names
 * @param daysBack how many days before now it compares with
 * @param nearest what can be answered that is nearest to it
 * @param bare whether it only names entities and says nothing of what is asked of them
 */
public record Question(
        Intent intent,
        List<String> entities,
        List<String> notes,
        List<String> kinds,
        List<Set<String>> measures,
        List<String> strangers,
        List<String> words,
        List<String> telling,
        Optional<Window> window,
        Optional<Integer> daysBack,
        List<Intent> nearest,
        boolean bare) {
    public Question {
        entities = List.copyOf(entities);
        notes = List.copyOf(notes);
        kinds = List.copyOf(kinds);
        measures = List.copyOf(measures);
        strangers = List.copyOf(strangers);
        words = List.copyOf(words);
        telling = List.copyOf(telling);
        nearest = List.copyOf(nearest);
    }

    /** The same about other entities. */
    Question about(List<String> others, List<String> moreNotes) {
        List<String> all = new java.util.ArrayList<>(notes);
        all.addAll(moreNotes);
        return new Question(
                intent, others, all, kinds, measures, strangers, words, telling, window, daysBack,
                nearest, bare);
    }

    /** The same of what another one measures: "when was that". */
    Question measuredAs(Question before) {
        return new Question(
                intent,
                before.entities,
                notes,
                before.kinds,
                before.measures,
                strangers,
                words,
                before.telling,
                window,
                daysBack,
                nearest,
                bare);
    }

    /** Whether a line has what is asked of it, where a word says what: "which set was it on". */
    boolean asksOf(String line) {
        int which =
                words.stream()
                        .filter(Language.all("asks which")::contains)
                        .map(words::indexOf)
                        .findFirst()
                        .orElse(-1);
        return which < 0
                || which + 1 >= words.size()
                || Language.all("asks which").contains(words.get(which + 1))
                || Language.all("be").contains(words.get(which + 1))
                || Tokens.of(line.replace('_', ' ')).stream()
                        .anyMatch(w -> Tokens.isAlike(w, words.get(which + 1)));
    }

    /** The same words, understood as another question. */
    Question as(Intent other) {
        return new Question(
                other, entities, notes, kinds, measures, strangers, words, telling, window,
                daysBack, nearest, bare);
    }
}
