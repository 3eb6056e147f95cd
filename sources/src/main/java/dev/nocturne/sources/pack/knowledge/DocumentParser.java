package dev.nocturne.sources.pack.knowledge;

import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes documents of files. */
public final class DocumentParser {

    private static final Pattern FIELD =
            Pattern.compile("([A-Za-z][A-Za-z0-9 _/-]{0,39}?)\\s*:(?:\\s+(.*))?");
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");

    /** A first line longer than this is a sentence, not a title. */
    private static final int TITLE_CHARS = 120;

    private DocumentParser() {}

    /** The document a file holds; its path is relative to the pack, with '/'. */
    public static Document parse(Kind kind, String file, String text) {
        String fileName = file.substring(file.lastIndexOf('/') + 1);
        int dot = fileName.lastIndexOf('.');
        String stem = dot > 0 ? fileName.substring(0, dot) : fileName;
        Map<String, String> fields = kind == Kind.TICKETS ? fields(text) : Map.of();
        Document bare = new Document(stem, kind, file, stem, text, fields);
        String id =
                bare.field("incident", "incident id", "ticket", "ticket id", "id", "number")
                        .orElse(stem);
        String title =
                bare.field("title", "summary", "subject")
                        .or(() -> heading(text))
                        .orElse(spaced(stem));
        return new Document(id, kind, file, title, text, fields);
    }

    private static Optional<String> heading(String text) {
        Optional<String> first =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
        Optional<String> heading =
                text.lines()
                        .map(HEADING::matcher)
                        .filter(Matcher::matches)
                        .map(m -> m.group(1))
                        .findFirst();
        return heading.or(() ->
                first.filter(
                        line -> line.length() <= TITLE_CHARS && !FIELD.matcher(line).matches()));
    }

    private static String spaced(String stem) {
        return stem.replace('_', ' ').replace('-', ' ').strip();
    }

    /**
     * Lines that do not begin a field of their own belong to the one before. The first of two
     * fields alike counts.
     */
    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        String current = "";
        for (String line : text.lines().toList()) {
            Matcher matcher = FIELD.matcher(line.strip());
            if (matcher.matches()) {
                String key = matcher.group(1).toLowerCase(Locale.ROOT);
                current = fields.containsKey(key) ? "" : key;
                if (!current.isEmpty()) {
                    String value = matcher.group(2);
                    fields.put(current, value == null ? "" : value.strip());
                }
            } else if (!current.isEmpty() && !line.isBlank()) {
                fields.merge(
                        current, line.strip(), (before, more) -> (before + "\n" + more).strip());
            }
        }
        return fields;
    }
}
