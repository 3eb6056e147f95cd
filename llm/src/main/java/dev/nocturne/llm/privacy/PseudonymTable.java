package dev.nocturne.llm.privacy;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which placeholder stands for what, within one request. A placeholder is the kind and the first
 * digits of an HMAC of what it stands for, keyed with the salt: the same in every request of a
 * session, in every process, and different in another session.
 */
final class PseudonymTable {
    /** Enough that two of a thousand values meet once in ten thousand sessions. */
    private static final int DIGITS = 8;

    private static final int MORE_DIGITS = 32;

    private final Mac mac;
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> originals = new HashMap<>();
    private final NavigableSet<String> sorted = new TreeSet<>();
    private final NavigableSet<Integer> lengths = new TreeSet<>();
    private final Map<String, Integer> replaced = new TreeMap<>();

    PseudonymTable(String salt) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            byte[] key = ("nocturne " + salt).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Returns the placeholder of a match, and counts it. */
    String placeholder(String kind, String original) {
        replaced.merge(kind.toLowerCase(Locale.ROOT), 1, Integer::sum);
        String known = placeholders.get(original);
        if (known != null) {
            return known;
        }
        String digits =
                HexFormat.of().formatHex(mac.doFinal(original.getBytes(StandardCharsets.UTF_8)));
        String made = kind + "_" + digits.substring(0, DIGITS);
        if (originals.containsKey(made)) {
            made = kind + "_" + digits.substring(0, MORE_DIGITS);
        }
        placeholders.put(original, made);
        originals.put(made, original);
        sorted.add(made);
        lengths.add(made.length());
        return made;
    }

    /** How many matches were replaced, by kind in lower case. */
    Map<String, Integer> replacements() {
        return Map.copyOf(replaced);
    }

    /** The text with what its placeholders stand for. */
    String restore(String text) {
        if (originals.isEmpty()) {
            return text;
        }
        StringBuilder restored = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            String placeholder = placeholderAt(text, at);
            if (placeholder.isEmpty()) {
                restored.append(text.charAt(at++));
            } else {
                restored.append(originals.get(placeholder));
                at += placeholder.length();
            }
        }
        return restored.toString();
    }

    /** The longest placeholder that begins there; empty when none does. */
    private String placeholderAt(String text, int at) {
        char first = text.charAt(at);
        if (first >= 'A' && first <= 'Z') {
            for (int length : lengths.descendingSet()) {
                if (at + length <= text.length()) {
                    String candidate = text.substring(at, at + length);
                    if (originals.containsKey(candidate)) {
                        return candidate;
                    }
                }
            }
        }
        return "";
    }

    /** How many characters at the end of a text may be the beginning of a placeholder. */
    int partialLength(CharSequence text) {
        int most = lengths.isEmpty() ? 0 : Math.min(text.length(), lengths.last() - 1);
        for (int n = most; n > 0; n--) {
            String end = text.subSequence(text.length() - n, text.length()).toString();
            // The first placeholder after it in the order is one that begins so, if any does.
            String next = sorted.higher(end);
            if (next != null && next.startsWith(end)) {
                return n;
            }
        }
        return 0;
    }
}
