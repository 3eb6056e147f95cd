package dev.nocturne.sources.pack.knowledge;

import dev.nocturne.environment.document.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a document into passages: at its headings, and where a section is long, between lines. */
final class Chunker {

    /**
     * About a screenful: long enough to stand alone, short enough to be quoted to a model several
     * at a time.
     */
    static final int MAX_CHARS = 1_500;

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");

    private final Document document;
    private final List<Chunk> chunks = new ArrayList<>();
    private final StringBuilder passage = new StringBuilder();
    private String heading = "";

    private Chunker(Document document) {
        this.document = document;
    }

    static List<Chunk> chunks(Document document) {
        Chunker chunker = new Chunker(document);
        chunker.run();
        return List.copyOf(chunker.chunks);
    }

    private void run() {
        boolean fenced = false;
        for (String line : document.text().lines().toList()) {
            fenced ^= line.startsWith("```");
            Matcher matcher = HEADING.matcher(line);
            if (!fenced && matcher.matches()) {
                end();
                heading = matcher.group(1);
            } else {
                add(line);
            }
        }
        end();
    }

    private void add(String line) {
        if (passage.length() + line.length() > MAX_CHARS) {
            end();
        }
        int from = 0;
        while (line.length() - from > MAX_CHARS) {
            int until = from + MAX_CHARS;
            // A character that needs two units is not split.
            if (Character.isHighSurrogate(line.charAt(until - 1))) {
                until--;
            }
            passage.append(line, from, until);
            end();
            from = until;
        }
        passage.append(line, from, line.length());
        passage.append('\n');
    }

    /** A heading with nothing under it makes no passage. */
    private void end() {
        String text = passage.toString().strip();
        passage.setLength(0);
        if (!text.isEmpty()) {
            chunks.add(
                    new Chunk(document.id() + "#" + (chunks.size() + 1), document, heading, text));
        }
    }
}
