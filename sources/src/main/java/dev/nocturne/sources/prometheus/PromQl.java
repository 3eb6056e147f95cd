package dev.nocturne.sources.prometheus;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes selectors of PromQL from parts, so that no text of others becomes a part of a query. */
final class PromQl {
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** Words that are numbers to the parser, however they are written. */
    private static final Pattern NUMBER = Pattern.compile("inf|nan", Pattern.CASE_INSENSITIVE);

    /** What has a meaning in a regular expression of RE2. */
    private static final String META = "\\.+*?()|[]{}^$";

    private PromQl() {}

    /**
     * A condition on a label.
     *
     * @param label any name
     * @param operator such as {@code =~}
     * @param value not quoted; a regular expression if the operator wants one
     */
    record Matcher(String label, String operator, String value) {
        static Matcher equal(String label, String value) {
            return new Matcher(label, "=", value);
        }

        static Matcher notEqual(String label, String value) {
            return new Matcher(label, "!=", value);
        }

        /**
         * @param values at least one
         */
        static Matcher oneOf(String label, Collection<String> values) {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("no value of " + label);
            }
            if (values.size() == 1) {
                return equal(label, values.iterator().next());
            }
            return new Matcher(
                    label,
                    "=~",
                    values.stream().map(PromQl::quoteRegex).collect(Collectors.joining("|")));
        }

        /** As a query writes it. */
        String write() {
            return PromQl.label(label) + operator + quote(value);
        }
    }

    /** A selector of all series that match. */
    static String selector(List<Matcher> matchers) {
        return matchers.stream().map(Matcher::write).collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * A selector of the series of a metric that match. A name that is no identifier is written as
     * the label it is, which all versions understand.
     */
    static String selector(String metric, List<Matcher> matchers) {
        if (METRIC.matcher(metric).matches() && !NUMBER.matcher(metric).matches()) {
            return matchers.isEmpty() ? metric : metric + selector(matchers);
        }
        String name = Matcher.equal("__name__", metric).write();
        return matchers.isEmpty()
                ? "{" + name + "}"
                : "{" + name + "," + selector(matchers).substring(1);
    }

    /** The name of a label, quoted as Prometheus 3 wants it where it is no identifier. */
    static String label(String name) {
        return LABEL.matcher(name).matches() ? name : quote(name);
    }

    /** Names of labels as {@code by} takes them, with commas between. */
    static String labels(Collection<String> names) {
        return names.stream().map(PromQl::label).collect(Collectors.joining(","));
    }

    /** A text in quotes. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (c < ' ' || c == '\u007f' || c == '\ufffd') {
                // The parser takes the last one for broken UTF-8.
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** A regular expression that matches just the text. */
    static String quoteRegex(String text) {
        StringBuilder quoted = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (META.indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }
}
