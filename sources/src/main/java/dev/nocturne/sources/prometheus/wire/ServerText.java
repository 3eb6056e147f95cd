package dev.nocturne.sources.prometheus.wire;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Makes what a server says fit to be shown: short, on one line, without credentials. */
public final class ServerText {
    /** A sentence; servers repeat the whole query, proxies send whole pages. */
    private static final int MAX_LENGTH = 200;

    /** Shorter values are words that occur anywhere. */
    private static final int MIN_SECRET = 6;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    /** What may hold a password or a token in an address. */
    private static final Pattern USER = Pattern.compile("(?<=://)[^/?#@\\s\"]*@");

    private static final Pattern QUERY =
            Pattern.compile("(\\b[A-Za-z][A-Za-z0-9+.-]{1,10}://[^?#\\s\"]*)[?#][^\\s\"]*");

    private final List<String> secrets;

    /**
     * @param headers values of those that are sent, in which credentials are
     */
    public ServerText(Collection<String> headers) {
        secrets =
                headers.stream()
                        // "Bearer abc" and "abc"
                        .flatMap(value ->
                                List.of(value, value.substring(value.indexOf(' ') + 1)).stream())
                        .filter(value -> value.length() >= MIN_SECRET)
                        .toList();
    }

    /** The first of it that is worth showing. */
    public String clean(String text) {
        // What is cut off later is not searched; the margin leaves room for what is removed.
        String some = text.length() > 20 * MAX_LENGTH ? text.substring(0, 20 * MAX_LENGTH) : text;
        for (String secret : secrets) {
            some = some.replace(secret, "***");
        }
        some = QUERY.matcher(USER.matcher(some).replaceAll("")).replaceAll("$1");
        some = UNSEEN.matcher(some).replaceAll(" ").strip();
        if (some.length() <= MAX_LENGTH) {
            return some;
        }
        int end = Character.isHighSurrogate(some.charAt(MAX_LENGTH - 2)) ? 2 : 1;
        return some.substring(0, MAX_LENGTH - end) + "…";
    }
}
