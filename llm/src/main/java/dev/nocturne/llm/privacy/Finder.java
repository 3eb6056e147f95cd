package dev.nocturne.llm.privacy;

import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelFailure.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the parts of a text that are to be masked. */
final class Finder {
    /** A part of a text; {@code end} is the position after it. */
    record Part(String kind, int start, int end) {
        private int length() {
            return end - start;
        }
    }

    /**
     * The local part begins with a letter or digit, so {@code '%@example.com'} in a query does not
     * match. In text within JSON, the letter of an escape such as {@code \n} is not a part of it.
     * Lengths are those of RFC 5321.
     */
    private static final Pattern EMAIL =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}](?<!\\\\[nrt]))(?!(?<=\\\\)[nrt])[\\p{L}\\p{N}]"
                            + "[\\p{L}\\p{N}._%+'-]{0,63}@"
                            + "(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}\\.){1,8}\\p{L}{2,24}");

    /** Not after a character that makes the number a part of an id, an amount or a time. */
    private static final String ALONE = "(?:(?<![\\p{L}\\p{N}_.,:/+\\-])|(?<=\\\\[nrt]))";

    /** Not before such a character. */
    private static final String NO_MORE = "(?![\\p{L}\\p{N}_]|[.,:/\\-]\\p{N})";

    /**
     * Numbers in a form of phone numbers: a country code after a plus and nine to fifteen digits
     * (E.164), but not with a single dot, or the North American form. Digits alone are amounts or
     * ids far more often.
     */
    private static final Pattern PHONE =
            Pattern.compile(
                    ALONE
                            + "(?:\\+(?!\\d+\\.\\d+(?![.\\d]))\\d(?:[ ./()\\-]{0,2}\\d){8,14}"
                            + "|\\(\\d{3}\\) ?\\d{3}-\\d{4}|\\d{3}-\\d{3}-\\d{4})"
                            + NO_MORE);

    /** Numbers after a word such as "phone". */
    private static final Pattern CALLED_PHONE =
            Pattern.compile(
                    "\\b(?i:telephone|tel|phone|mobile|cell|fax|call)"
                            + "(?i:\\.:?|:| no\\.?:?| number:?)?[ \\t]{0,2}"
                            + "(\\(?\\d{2,5}\\)?(?:[ ./\\-]?\\d{2,8}){1,5})"
                            + NO_MORE);

    /** {@code group}: the group of a match that is masked. */
    private record Search(String kind, Pattern pattern, int group) {}

    private final List<Search> searches = new ArrayList<>();

    Finder(List<PrivatePattern> configured) {
        configured.forEach(p -> searches.add(new Search(p.kind(), p.pattern(), 0)));
        searches.add(new Search("EMAIL", EMAIL, 0));
        searches.add(new Search("PHONE", PHONE, 0));
        searches.add(new Search("PHONE", CALLED_PHONE, 1));
    }

    /** Finds the parts, in order. Overlapping ones are merged to one, of the longest one's kind. */
    List<Part> find(String text) throws ModelFailure, InterruptedException {
        List<Part> parts = new ArrayList<>();
        for (Search search : searches) {
            add(parts, search, text);
        }
        parts.sort(Comparator.comparingInt(Part::start));
        List<Part> apart = new ArrayList<>();
        for (Part part : parts) {
            Part last = apart.isEmpty() ? null : apart.getLast();
            if (last == null || part.start() >= last.end()) {
                apart.add(part);
            } else {
                apart.set(
                        apart.size() - 1,
                        new Part(
                                part.length() > last.length() ? part.kind() : last.kind(),
                                last.start(),
                                Math.max(last.end(), part.end())));
            }
        }
        return apart;
    }

    private static void add(List<Part> parts, Search search, String text)
            throws ModelFailure, InterruptedException {
        try {
            Matcher matcher = search.pattern().matcher(new BoundedText(text));
            while (matcher.find()) {
                int start = matcher.start(search.group());
                int end = matcher.end(search.group());
                if (end > start) {
                    parts.add(new Part(search.kind(), start, end));
                }
            }
        } catch (BoundedText.Stopped e) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while masking");
        } catch (BoundedText.Exhausted | StackOverflowError e) {
            // A text that could not be searched must not be sent.
            throw new ModelFailure(
                    Kind.REFUSED,
                    "The private pattern for "
                            + search.kind()
                            + " takes too long to search a text, so nothing was sent to the model.");
        }
    }
}
