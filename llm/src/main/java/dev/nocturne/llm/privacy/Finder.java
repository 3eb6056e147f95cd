package dev.nocturne.llm.privacy;

import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelFailure.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what is to be masked in a text. */
final class Finder {
    /** A part of a text; {@code end} is the first character after it. */
    record Find(String kind, int start, int end) {
        private int length() {
            return end - start;
        }
    }

    /**
     * The local part begins with a letter or digit, so {@code '%@example.com'} in a query stays. In
     * text within JSON the letter of {@code \n} is none of it. Lengths as in RFC 5321.
     */
    private static final Pattern EMAIL =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}](?<!\\\\[nrt]))(?!(?<=\\\\)[nrt])[\\p{L}\\p{N}]"
                            + "[\\p{L}\\p{N}._%+'-]{0,63}@"
                            + "(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}\\.){1,8}\\p{L}{2,24}");

    /** Before a number: nothing that makes it a part of an id, an amount or a time. */
    private static final String ALONE = "(?:(?<![\\p{L}\\p{N}_.,:/+\\-])|(?<=\\\\[nrt]))";

    /** After a number: likewise. */
    private static final String NO_MORE = "(?![\\p{L}\\p{N}_]|[.,:/\\-]\\p{N})";

    /**
     * Numbers that are written as phone numbers are: with a country code after a plus and nine to
     * fifteen digits (E.164), but not with a single dot in them, or in the North American form.
     * Bare rows of digits are amounts and ids far more often.
     */
    private static final Pattern PHONE =
            Pattern.compile(
                    ALONE
                            + "(?:\\+(?!\\d+\\.\\d+(?![.\\d]))\\d(?:[ ./()\\-]{0,2}\\d){8,14}"
                            + "|\\(\\d{3}\\) ?\\d{3}-\\d{4}|\\d{3}-\\d{3}-\\d{4})"
                            + NO_MORE);

    /** And those that a word before them calls so. */
    private static final Pattern CALLED_PHONE =
            Pattern.compile(
                    "\\b(?i:telephone|tel|phone|mobile|cell|fax|call)"
                            + "(?i:\\.:?|:| no\\.?:?| number:?)?[ \\t]{0,2}"
                            + "(\\(?\\d{2,5}\\)?(?:[ ./\\-]?\\d{2,8}){1,5})"
                            + NO_MORE);

    /** {@code group}: what of a match is the find. */
    private record Search(String kind, Pattern pattern, int group) {}

    private final List<Search> searches = new ArrayList<>();

    Finder(List<PrivatePattern> configured) {
        configured.forEach(p -> searches.add(new Search(p.kind(), p.pattern(), 0)));
        searches.add(new Search("EMAIL", EMAIL, 0));
        searches.add(new Search("PHONE", PHONE, 0));
        searches.add(new Search("PHONE", CALLED_PHONE, 1));
    }

    /**
     * In order, none touching another: finds that overlap become one, of the longest one's kind.
     */
    List<Find> in(String text) throws ModelFailure, InterruptedException {
        List<Find> finds = new ArrayList<>();
        for (Search search : searches) {
            add(finds, search, text);
        }
        finds.sort(Comparator.comparingInt(Find::start));
        List<Find> apart = new ArrayList<>();
        for (Find find : finds) {
            Find last = apart.isEmpty() ? null : apart.getLast();
            if (last == null || find.start() >= last.end()) {
                apart.add(find);
            } else {
                apart.set(
                        apart.size() - 1,
                        new Find(
                                find.length() > last.length() ? find.kind() : last.kind(),
                                last.start(),
                                Math.max(last.end(), find.end())));
            }
        }
        return apart;
    }

    private static void add(List<Find> finds, Search search, String text)
            throws ModelFailure, InterruptedException {
        try {
            Matcher matcher = search.pattern().matcher(new BoundedText(text));
            while (matcher.find()) {
                int start = matcher.start(search.group());
                int end = matcher.end(search.group());
                if (end > start) {
                    finds.add(new Find(search.kind(), start, end));
                }
            }
        } catch (BoundedText.Stopped e) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while masking");
        } catch (BoundedText.Exhausted | StackOverflowError e) {
            // What cannot be searched cannot be sent.
            throw new ModelFailure(
                    Kind.REFUSED,
                    "The private pattern for "
                            + search.kind()
                            + " takes too long on a text, so nothing was sent to the model.");
        }
    }
}
