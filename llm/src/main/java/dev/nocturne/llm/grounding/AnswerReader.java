package dev.nocturne.llm.grounding;

import dev.nocturne.core.Text;
import dev.nocturne.environment.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Derives a conclusion from the text of an answer if the model recorded none: the causes are the
 * entities in sentences about a cause, and every sentence that names an entity is a claim. This is
 * a heuristic, so the conclusion is marked as derived.
 */
public final class AnswerReader {
    private static final Pattern SENTENCE =
            Pattern.compile("[^.!?\\n]+(?:[.!?](?!\\s|$)[^.!?\\n]*)*");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.:/-]*");
    private static final Pattern DENIAL =
            Pattern.compile("\\b(not|no|never|isn't|wasn't|neither|unlikely)\\b");
    private static final int MOST_CLAIMS = 40;
    private static final int MOST_CAUSES = 5;
    private static final int CLAIM_CHARS = 300;

    private AnswerReader() {}

    public static Conclusion read(String answer, Topology topology) {
        Set<String> causes = new LinkedHashSet<>();
        List<Conclusion.Claim> claims = new ArrayList<>();
        boolean noFault = false;
        Matcher sentences = SENTENCE.matcher(answer);
        while (sentences.find()) {
            String sentence = sentences.group().strip();
            String lower = sentence.toLowerCase(Locale.ROOT);
            Set<String> entities = entities(sentence, topology);
            noFault |= lower.contains("no fault");
            if (lower.contains("cause") && !DENIAL.matcher(lower).find()) {
                causes.addAll(entities);
            }
            if (!entities.isEmpty() && claims.size() < MOST_CLAIMS) {
                claims.add(
                        new Conclusion.Claim(
                                Text.cut(sentence, CLAIM_CHARS),
                                List.copyOf(EvidenceBook.ids(sentence))));
            }
        }
        List<Conclusion.Cause> named =
                causes.stream()
                        .limit(MOST_CAUSES)
                        .map(entity ->
                                new Conclusion.Cause(entity, "", evidenceFor(entity, claims)))
                        .toList();
        String verdict = !named.isEmpty() ? "fault" : noFault ? "no_fault" : "undetermined";
        return new Conclusion(verdict, named, List.of(), claims, List.of(), true);
    }

    private static Set<String> entities(String sentence, Topology topology) {
        Set<String> found = new LinkedHashSet<>();
        Matcher words = WORD.matcher(sentence);
        while (words.find()) {
            String word = words.group().replaceAll("[.:/-]+$", "");
            if (topology.contains(word)) {
                found.add(word);
            }
        }
        return found;
    }

    private static List<String> evidenceFor(String entity, List<Conclusion.Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.text().contains(entity))
                .flatMap(claim -> claim.evidence().stream())
                .distinct()
                .toList();
    }
}
