package dev.nocturne.environment.names;

import dev.nocturne.environment.topology.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the words of a text that may be meant as ids and are none. */
final class UnknownWords {
    /** Words that may be meant as ids: letters with digits, or joined by signs. */
    private static final Pattern ID_LIKE =
            Pattern.compile("(?=.*\\p{L})(?:.*\\p{N}.*|.*[\\p{L}\\p{N}][-_/.][\\p{L}\\p{N}].*)");

    /** Ids of several words, with their numbers left open. */
    private final Set<String> numbered = new HashSet<>();

    /** Of kinds whose ids are numbers, how long these are. */
    private final Map<String, Set<String>> numbersOfKinds = new HashMap<>();

    UnknownWords(Collection<Entity> known) {
        for (Entity entity : known) {
            String id = entity.id();
            if (id.indexOf(' ') > 0) {
                numbered.add(withoutNumbers(id));
            }
            if (!id.isEmpty() && id.chars().allMatch(Character::isDigit)) {
                numbersOfKinds
                        .computeIfAbsent(EntityNames.key(entity.label()), l -> new HashSet<>())
                        .add(NearNames.withoutDigits(id));
            }
        }
    }

    /** Words that may be meant as ids and are none. */
    List<String> in(String text, EntityNames known) {
        List<String> unknown = new ArrayList<>();
        for (int[] word : EntityNames.words(text)) {
            String piece = text.substring(word[0], word[1]);
            String value = piece.substring(piece.lastIndexOf('=') + 1);
            String bare = EntityNames.trim(EntityNames.trim(value));
            boolean idLike = !piece.contains("://") && ID_LIKE.matcher(bare).matches();
            if (idLike && known.in(piece).isEmpty()) {
                unknown.add(bare);
            }
        }
        unknown.addAll(0, numbers(text, known));
        unknown.addAll(0, ofKinds(text, known));
        return unknown;
    }

    /**
     * Numbers after the name of a kind whose ids are such numbers: "terminal 30019127" where there
     * are terminals 30011828 and 30011831.
     */
    private List<String> ofKinds(String text, EntityNames known) {
        List<String> unknown = new ArrayList<>();
        List<int[]> words = EntityNames.words(text);
        for (int first = 0; first + 1 < words.size() && !numbersOfKinds.isEmpty(); first++) {
            String kind =
                    EntityNames.trim(text.substring(words.get(first)[0], words.get(first)[1]));
            String id =
                    EntityNames.trim(
                            text.substring(words.get(first + 1)[0], words.get(first + 1)[1]));
            boolean isShaped =
                    numbersOfKinds
                            .getOrDefault(EntityNames.key(kind), Set.of())
                            .contains(NearNames.withoutDigits(id));
            if (isShaped && known.exactly(id).isEmpty()) {
                unknown.add(kind + " " + id);
            }
        }
        return unknown;
    }

    /** Words that are the id of something with another number: "Tank 9" where there is a Tank 1. */
    private List<String> numbers(String text, EntityNames known) {
        List<String> unknown = new ArrayList<>();
        List<int[]> words = EntityNames.words(text);
        for (int first = 0; first < words.size() && !numbered.isEmpty(); first++) {
            for (int count = 2;
                    count <= EntityNames.MAX_WORDS && first + count <= words.size();
                    count++) {
                String piece =
                        EntityNames.trim(
                                text.substring(
                                        words.get(first)[0], words.get(first + count - 1)[1]));
                if (numbered.contains(withoutNumbers(piece)) && known.in(piece).isEmpty()) {
                    unknown.add(piece);
                }
            }
        }
        return unknown;
    }

    private static String withoutNumbers(String id) {
        return EntityNames.key(id).replaceAll("\\d+", "9");
    }
}
