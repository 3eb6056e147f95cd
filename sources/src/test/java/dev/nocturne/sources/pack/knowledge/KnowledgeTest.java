package dev.nocturne.sources.pack.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.sources.pack.knowledge.SearchResult.Found;
import dev.nocturne.sources.pack.knowledge.SearchResult.SearchFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Passages are found by relevance, whatever is typed. */
@Timeout(120)
final class KnowledgeTest {

    private static final Document CUT =
            DocumentParser.parse(
                    Kind.RUNBOOKS,
                    "data/knowledge/runbooks/fibre_cut.md",
                    """
                    # Fibre cut

                    Both ends lose their signal.

                    ## Locate the break

                    Measure LINK-001 by OTDR from the nearer end, then send a splice crew.

                    ```
                    # not a heading
                    otdr --start
                    ```
                    """);
    private static final Document LATENCY =
            DocumentParser.parse(
                    Kind.RUNBOOKS,
                    "data/knowledge/runbooks/high_latency.md",
                    "Latency rises slowly when a queue fills.\nCheck the load of LINK-777 before the router.\n");
    private static final Document POWER =
            DocumentParser.parse(
                    Kind.RUNBOOKS,
                    "data/knowledge/runbooks/power.md",
                    "# Power failure\n\nCheck the batteries.\n");
    private static final Document TICKET =
            DocumentParser.parse(
                    Kind.TICKETS,
                    "data/knowledge/tickets/x.txt",
                    """
                    Incident: INC-9
                    Title: Fibre cut by an excavator
                    Root Cause Type: fibre cut
                    Date: 2026-01-02
                    Description: Light was lost
                    on both ends.
                    Resolution: Spliced.
                    """);

    private final Knowledge knowledge = new Knowledge("test", List.of(CUT, LATENCY, POWER, TICKET));

    @AfterEach
    void tearDown() {
        knowledge.close();
    }

    private Found search(String query) throws InterruptedException {
        return search(Kind.RUNBOOKS, query, 10);
    }

    private Found search(Kind kind, String query, int top) throws InterruptedException {
        return switch (knowledge.search(kind, query, top)) {
            case Found found -> found;
            case SearchFailed failed -> throw new AssertionError(failed.message());
        };
    }

    @Test
    void theBestPassageComesFirstWithAllItsParts() throws InterruptedException {
        SearchHit hit = search("how do I locate a break?").hits().getFirst();

        assertThat(hit.documentId()).isEqualTo("fibre_cut");
        assertThat(hit.chunkId()).isEqualTo("fibre_cut#2");
        assertThat(hit.title()).isEqualTo("Fibre cut - Locate the break");
        assertThat(hit.content()).startsWith("Measure LINK-001").contains("# not a heading");
        assertThat(hit.snippet()).contains("OTDR");
        assertThat(hit.score()).isPositive().isFinite();
    }

    @Test
    void scoresFallAndEveryMatchIsCounted() throws InterruptedException {
        Found found = search("fibre cut end link check");
        assertThat(found.hits())
                .extracting(SearchHit::score)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(found.total()).isEqualTo(4);

        Found one = search(Kind.RUNBOOKS, "fibre cut end link check", 1);
        assertThat(one.hits()).hasSize(1);
        assertThat(one.total()).isEqualTo(4);
        assertThat(search(Kind.RUNBOOKS, "check", -5).hits()).hasSize(1);
    }

    @Test
    void wordsAreFoundInTheirOtherForms() throws InterruptedException {
        assertThat(search("battery checks").hits().getFirst().documentId()).isEqualTo("power");
    }

    @Test
    void idsCountAsAWhole() throws InterruptedException {
        assertThat(search("LINK-777").hits().getFirst().documentId()).isEqualTo("high_latency");
        assertThat(search("LINK-001").hits().getFirst().documentId()).isEqualTo("fibre_cut");
    }

    @Test
    void kindsAreSearchedApart() throws InterruptedException {
        assertThat(search(Kind.TICKETS, "fibre cut", 10).hits())
                .extracting(SearchHit::documentId)
                .containsExactly("INC-9");
    }

    @Test
    void aTicketsFieldsAreParsed() {
        assertThat(TICKET.id()).isEqualTo("INC-9");
        assertThat(TICKET.title()).isEqualTo("Fibre cut by an excavator");
        assertThat(TICKET.rootCause()).contains("fibre cut");
        assertThat(TICKET.resolution()).contains("Spliced.");
        assertThat(TICKET.date()).contains("2026-01-02");
        assertThat(TICKET.fields()).contains(entry("description", "Light was lost\non both ends."));
    }

    @Test
    void titlesComeFromHeadingsOrFileNames() {
        assertThat(CUT.title()).isEqualTo("Fibre cut");
        assertThat(LATENCY.title()).isEqualTo("Latency rises slowly when a queue fills.");
        assertThat(DocumentParser.parse(Kind.RUNBOOKS, "a/some_name.md", "x".repeat(500)).title())
                .isEqualTo("some name");
        assertThat(DocumentParser.parse(Kind.TICKETS, "a/INC-3.txt", "Severity: MINOR\n").id())
                .isEqualTo("INC-3");
    }

    @Test
    void longSectionsAreCutBetweenLines() {
        String line = "word ".repeat(20).strip() + "\n";
        Document document =
                DocumentParser.parse(
                        Kind.RUNBOOKS,
                        "long.md",
                        "# Long\n" + line.repeat(100) + "y".repeat(4_000));

        List<Chunk> chunks = Chunker.chunks(document);
        assertThat(chunks).hasSizeGreaterThan(7);
        assertThat(chunks)
                .allSatisfy(
                        chunk -> assertThat(chunk.text().length()).isBetween(1, Chunker.MAX_CHARS));
        assertThat(chunks).extracting(Chunk::id).doesNotHaveDuplicates();
        int y =
                chunks.stream()
                        .mapToInt(chunk -> (int) chunk.text().chars().filter(c -> c == 'y').count())
                        .sum();
        assertThat(y).isEqualTo(4_000);
    }

    @Test
    void aLongLineIsCutBetweenCharactersOfTwoUnits() {
        for (String before : List.of("", "x")) {
            String line = before + "🔥".repeat(3 * Chunker.MAX_CHARS);
            Document document = DocumentParser.parse(Kind.RUNBOOKS, "long.md", "# Long\n" + line);

            List<String> texts = Chunker.chunks(document).stream().map(Chunk::text).toList();
            assertThat(texts).hasSizeGreaterThan(5);
            assertThat(texts)
                    .allSatisfy(text ->
                            assertThat(text.codePoints())
                                    .noneMatch(c -> Character.getType(c) == Character.SURROGATE));
            assertThat(String.join("", texts)).isEqualTo(line);
        }
    }

    @Test
    void textWithoutAWordFindsNothing() throws InterruptedException {
        assertThat(search("").hits()).isEmpty();
        assertThat(search("\"*() - ^ : ; \0 \uD800").total()).isZero();
    }

    @Test
    void uglyTextNeverBreaksTheSearch() throws InterruptedException {
        List<String> ugly =
                List.of(
                        "\"",
                        "'",
                        "\"fibre",
                        "fibre\"",
                        "fibre OR",
                        "AND fibre",
                        "NOT",
                        "fibre NEAR(cut, 2)",
                        "title:fibre",
                        "fibre*",
                        "^fibre",
                        "{title body}: cut",
                        "- cut",
                        "+cut",
                        "(cut",
                        "cut)",
                        "cut; DROP TABLE runbooks",
                        "\0cut",
                        "ﬁbre",
                        "Fübre ČUT",
                        "cut \uD83D\uDE00",
                        "\uD800cut",
                        "x".repeat(100_000),
                        "a ".repeat(50_000),
                        "%s %1$s",
                        "the of and");
        for (String text : ugly) {
            assertThat(search(text).hits()).as(text).isNotNull();
        }
        assertThat(search("cut; DROP TABLE runbooks").hits().getFirst().documentId())
                .isEqualTo("fibre_cut");
    }

    @Test
    void randomTextNeverBreaksTheSearch() throws InterruptedException {
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder("cut ");
            for (int j = random.nextInt(30); j > 0; j--) {
                text.append(
                        (char)
                                (random.nextBoolean()
                                        ? random.nextInt(128)
                                        : random.nextInt(65_536)));
                if (random.nextInt(4) == 0) {
                    text.append(" \"OR* NEAR( cut ");
                }
            }
            assertThat(search(text.toString()).hits()).as("text %d: %s", i, text).isNotEmpty();
        }
    }

    @Test
    void manyThreadsSearchAtOnce() throws Exception {
        List<Callable<Found>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tasks.add(() -> search("fibre cut"));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Found first = search("fibre cut");
            for (Future<Found> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo(first);
            }
        }
    }
}
