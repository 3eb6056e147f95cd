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
 * The placeholders of one request and the texts they replace. A placeholder consists of the kind
 * and the first digits of an HMAC of the text, keyed with the salt, so it is the same in every
 * request of a session and in every process, and differs between sessions.
 */
final class PseudonymTable {
    /** With a thousand values in a session, two of them collide in one of ten thousand sessions. */
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

    /** Returns the placeholder of a text, and counts the replacement. */
    String placeholder(String kind, String original) {
        replaced.merge(kind.toLowerCase(Locale.ROOT), 1, Integer::sum);
        String known = placeholders.get(original);
        if (known != null) {
            return known;
        }
        String digits =
                HexFormat.of().formatHex(mac.doFinal(original.getBytes(StandardCharsets.UTF_8)));
        String created = kind + "_" + digits.substring(0, DIGITS);
        if (originals.containsKey(created)) {
            created = kind + "_" + digits.substring(0, MORE_DIGITS);
        }
        placeholders.put(original, created);
        originals.put(created, original);
        sorted.add(created);
        lengths.add(created.length());
        return created;
    }

    /** The number of replacements by kind in lower case. */
    Map<String, Integer> replacements() {
        return Map.copyOf(replaced);
    }

    /** Replaces the placeholders in a text by the original texts. */
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

    /** The longest placeholder at this position; empty if there is none. */
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

    /** The number of characters at the end of a text that may be the beginning of a placeholder. */
    int partialLength(CharSequence text) {
        int most = lengths.isEmpty() ? 0 : Math.min(text.length(), lengths.last() - 1);
        for (int n = most; n > 0; n--) {
            String end = text.subSequence(text.length() - n, text.length()).toString();
            // If a placeholder begins with these characters, it is the next one in the order.
            String next = sorted.higher(end);
            if (next != null && next.startsWith(end)) {
                return n;
            }
        }
        return 0;
    }
}
