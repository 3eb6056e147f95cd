package dev.nocturne.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<List<String>> ROWS =
            List.of(
                    List.of("A", "B", "C", "D"),
                    List.of("x".repeat(30), "y".repeat(30), "z", "w".repeat(30)));

    @Test
    void columnsStayAlignedWhereTheyAreCut() {
        List<String> lines = draw(40, false);
        assertThat(lines).allMatch(line -> line.length() <= 40);
        assertThat(lines.get(0).indexOf('D')).isEqualTo(lines.get(1).indexOf('w'));
    }

    @Test
    void aTableOfAnAnswerLosesNothing() {
        List<String> lines = draw(40, true);
        assertThat(lines).allMatch(line -> line.length() <= 40);
        assertThat(String.join("", lines).chars().filter(c -> c == 'w').count()).isEqualTo(30);
    }

    @Test
    void aNumberIsNotBrokenOverLines() {
        assertThat(Wrap.lines("affected are 60 646 customers, over 99 % of all", 17))
                .containsExactly("affected are", "60 646 customers,", "over 99 % of all");
    }

    private static List<String> draw(int columns, boolean wrapping) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new Table(new Screen(out, new Style(false), columns), wrapping).draw(ROWS, true);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
