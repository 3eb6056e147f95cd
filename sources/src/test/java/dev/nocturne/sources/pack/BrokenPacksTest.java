package dev.nocturne.sources.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes of a pack, loading ends with an answer. */
@Timeout(120)
final class BrokenPacksTest {

    private static final List<String> FILES =
            List.of(
                    "scenario.yaml",
                    "scenario.yaml",
                    "graph_schema.yaml",
                    "graph_schema.yaml",
                    "data/entities/DimLink.csv",
                    "data/entities/FactDepends.csv",
                    "data/telemetry/Alerts.csv",
                    "data/telemetry/LinkMetrics.csv",
                    "data/knowledge/tickets/INC-1.txt",
                    "data/prompts/alert.md");

    private static final List<String> SPLINTERS =
            List.of(
                    "\"",
                    "\n",
                    ",",
                    ":",
                    "- ",
                    "[",
                    "{",
                    "&a ",
                    "*a",
                    "!!int ",
                    "<<: ",
                    "\t",
                    "'",
                    "#",
                    "null",
                    "\uD83D\uDE00",
                    "\r",
                    "|\n",
                    "? ");

    @TempDir Path dir;

    @Test
    void randomDamageIsRefusedOrHarmless() throws IOException {
        int refused = 0;
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            TestPack pack = new TestPack(dir.resolve("pack"));
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                String file = FILES.get(random.nextInt(FILES.size()));
                pack.write(file, damaged(Files.readAllBytes(pack.dir().resolve(file)), random));
            }
            LoadResult result;
            try {
                result = PackReader.load(pack.dir());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            if (result instanceof LoadResult.Refused(List<Problem> problems)) {
                refused++;
                assertThat(problems).as("seed %d", seed).isNotEmpty();
                assertThat(problems)
                        .as("seed %d", seed)
                        .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("\n"));
            }
        }
        assertThat(refused).isBetween(100, 399);
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 2 -> {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
                System.arraycopy(bytes, end, shorter, at, bytes.length - end);
                yield shorter;
            }
            default -> {
                byte[] splinter =
                        SPLINTERS
                                .get(random.nextInt(SPLINTERS.size()))
                                .getBytes(StandardCharsets.UTF_8);
                byte[] longer = Arrays.copyOf(bytes, bytes.length + splinter.length);
                System.arraycopy(splinter, 0, longer, at, splinter.length);
                System.arraycopy(bytes, at, longer, at + splinter.length, bytes.length - at);
                yield longer;
            }
        };
    }
}
