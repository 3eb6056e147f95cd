package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.sources.pack.Pack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Questions in tables, each asked right after the diagnosis of its alert. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuestionTableTest {
    private final Map<String, Pack> packs = new LinkedHashMap<>();
    private final Map<String, FakeRun> diagnosed = new LinkedHashMap<>();

    private record TableRow(
            String pack, String alert, String question, List<String> has, List<String> lacks) {
        TableRow {
            has = List.copyOf(has);
            lacks = List.copyOf(lacks);
        }
    }

    @AfterAll
    void close() {
        packs.values().forEach(Pack::close);
    }

    @Test
    void eachQuestionGetsWhatItAsksFor() throws Exception {
        List<TableRow> rows = rows("questions.txt");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(60);
        assertThat(mistakes(rows, true)).isEmpty();
    }

    @Test
    void whatCannotBeAnsweredIsRefusedInOneLineThatNamesWhatCan() throws Exception {
        assertThat(mistakes(rows("refusals.txt"), false)).isEmpty();
    }

    /** A line for each answer that lacks what it needs, or has what it must not. */
    private List<String> mistakes(List<TableRow> rows, boolean cited) throws Exception {
        List<String> mistakes = new ArrayList<>();
        for (TableRow row : rows) {
            String answer = ask(row);
            List<String> wrong = new ArrayList<>();
            row.has().stream().filter(part -> !answer.contains(part)).forEach(wrong::add);
            row.lacks().stream().filter(answer::contains).map("not "::concat).forEach(wrong::add);
            if (cited != answer.contains("[E")) {
                wrong.add(cited ? "no evidence" : "evidence");
            }
            if (!cited && answer.strip().lines().count() != 1) {
                wrong.add("more than a line");
            }
            if (!wrong.isEmpty()) {
                mistakes.add(row.question() + " -> " + wrong + ": " + answer);
            }
        }
        return mistakes;
    }

    private String ask(TableRow row) throws Exception {
        String key = row.pack() + "/" + row.alert();
        FakeRun first = diagnosed.get(key);
        if (first == null) {
            Path alert = pack(row.pack()).dir().resolve(Path.of("data", "prompts", row.alert()));
            first = new FakeRun(row.pack(), Files.readString(alert));
            investigator().run(first);
            diagnosed.put(key, first);
        }
        FakeRun next = first.next(row.question());
        investigator().run(next);
        assertThat(RepliesCheck.mistakes(next)).as(row.question()).isEmpty();
        return next.text.toString();
    }

    private Pack pack(String name) {
        return packs.computeIfAbsent(name, TestPacks::demo);
    }

    private BuiltInInvestigator investigator() {
        return new BuiltInInvestigator(
                name -> Optional.of(TestPacks.environment(pack(name))), () -> Instant.EPOCH);
    }

    private static List<TableRow> rows(String file) {
        try (InputStream in = QuestionTableTest.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(QuestionTableTest::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TableRow row(String line) {
        List<String> cells =
                Arrays.stream(line.split(Pattern.quote("|"), -1)).map(String::strip).toList();
        return new TableRow(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                parts(cells.get(3)),
                cells.size() > 4 ? parts(cells.get(4)) : List.of());
    }

    private static List<String> parts(String cell) {
        return Arrays.stream(cell.split(" & ", -1)).map(String::strip).toList();
    }
}
