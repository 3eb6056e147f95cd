package dev.nocturne.sources.pack;

import java.util.ArrayList;
import java.util.List;

/**
 * How a file separates its cells.
 *
 * @param separator between cells
 * @param start index of the header line: after a line such as {@code sep=;}, which Excel writes
 * @param linesBefore lines before the header
 */
record CsvDialect(char separator, int start, int linesBefore) {

    private static final String DECLARATION = "sep=";

    /** In order of preference. */
    private static final String SEPARATORS = ",;\t|";

    /** The separator that the file declares, else the one that its header has most of. */
    static CsvDialect of(String text) {
        int end = lineEnd(text, 0);
        String first = text.substring(0, end).strip();
        boolean declares =
                first.length() <= DECLARATION.length() + 1
                        && first.regionMatches(true, 0, DECLARATION, 0, DECLARATION.length());
        if (declares) {
            int next = Math.min(text.length(), afterLine(text, end));
            char separator =
                    first.length() > DECLARATION.length()
                            ? first.charAt(DECLARATION.length())
                            : '\t';
            return new CsvDialect(separator, next, 1);
        }
        return new CsvDialect(mostFrequent(text, end), 0, 0);
    }

    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int afterLine(String text, int end) {
        return text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }

    private static char mostFrequent(String text, int end) {
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            int index = quoted ? -1 : SEPARATORS.indexOf(c);
            if (index >= 0) {
                counts[index]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }

    String separatorName() {
        return switch (separator) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> "\"" + separator + "\"";
        };
    }

    /** Encoding and separator in words, where they are not UTF-8 and comma. */
    String words(String encoding) {
        List<String> words = new ArrayList<>();
        if (!encoding.isEmpty()) {
            words.add(encoding);
        }
        if (separator != ',') {
            words.add("separated by " + separatorName());
        }
        return String.join(", ", words);
    }
}
