package dev.nocturne.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static final String ANSWER =
            """
            ## Root cause

            The **fibre cut** at `LINK-7` took down three services; nothing else in the region shows it.

            - first
              - second, with a sentence that is too long for the narrow terminal it is shown in
            1. one

            | entity | impact |
            |---|---|
            | A-1 | down |
            | LONGER-2 | at risk |
            ```
            SELECT **not bold**
            ```
            """;

    @Test
    void toAFileMarkdownIsPrintedUnchanged() {
        assertThat(shown(0, false, ANSWER)).isEqualTo(ANSWER);
        assertThat(shown(0, false, "no line end")).isEqualTo("no line end\n");
    }

    @Test
    void onATerminalMarkdownIsFormattedAndWrapped() {
        assertThat(shown(50, false, ANSWER))
                .isEqualTo(
                        """
                        Root cause

                        The fibre cut at LINK-7 took down three services;
                        nothing else in the region shows it.

                          • first
                            • second, with a sentence that is too long for
                              the narrow terminal it is shown in
                          1. one

                        entity    impact
                        A-1       down
                        LONGER-2  at risk
                            SELECT **not bold**
                        """);
    }

    @Test
    void framesMayBeCutAnywhere() {
        String whole = shown(60, true, ANSWER);
        assertThat(shown(60, true, ANSWER.split("(?<=\\G.)"))).isEqualTo(whole);
    }

    @Test
    void emphasisOverALineBreakIsClosedOnEachLine() {
        String text = "x ".repeat(18) + "**bold words here**";
        assertThat(shown(40, true, text)).contains("\u001b[1mbold\u001b[0m");
        assertThat(Wrap.visible("\u001b[1mbold\u001b[0m")).isEqualTo(4);
    }

    @Test
    void nothingInAnAnswerDrivesTheTerminal() {
        assertThat(shown(50, true, "a\u001b[2Jb\u0007\u009bc\n")).isEqualTo("a[2Jbc\n");
        assertThat(shown(0, false, "a\u001b[2Jb\n")).isEqualTo("a[2Jb\n");
    }

    private static String shown(int columns, boolean colour, String... pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Markdown markdown =
                new Markdown(
                        new Screen(out, new Style(colour), columns),
                        new Times(Instant.EPOCH, ZoneOffset.UTC));
        for (String piece : pieces) {
            markdown.add(piece);
        }
        markdown.end();
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
