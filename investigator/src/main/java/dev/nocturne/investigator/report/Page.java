package dev.nocturne.investigator.report;

/** A report under way: lines of Markdown in sections. */
final class Page {
    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append('\n');
    }

    void section(String title) {
        text.append("\n### ").append(title).append("\n\n");
    }

    String text() {
        return text.toString();
    }
}
