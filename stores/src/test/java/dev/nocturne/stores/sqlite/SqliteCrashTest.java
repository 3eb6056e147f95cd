package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.EventLog;
import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.store.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any point loses nothing that was acknowledged and leaves no hole. */
@Timeout(180)
class SqliteCrashTest {
    private static final int ROUNDS = 5;
    private static final int SESSIONS = 20;

    @TempDir Path folder;

    @Test
    void everyAcknowledgedEventSurvivesAKillAndNoLogHasAHole() throws Exception {
        Path file = folder.resolve("nocturne.db");
        Random random = new Random(20_260_101);
        Map<String, Long> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            // From one round to the next the same sessions go on.
            writeAndKill(file, 1 + random.nextInt(2_000), acknowledged);
            verify(file, acknowledged);
        }
    }

    private static void writeAndKill(Path file, int lines, Map<String, Long> acknowledged)
            throws Exception {
        try (Child child = new Child(file, Integer.toString(SESSIONS), "s-")) {
            assertThat(child.line()).isEqualTo("open");
            for (int i = 0; i < lines; i++) {
                note(child.line(), acknowledged);
            }
            child.kill();
            drain(child, acknowledged);
        }
    }

    /** What was printed before the kill was acknowledged; only the last line may be torn. */
    private static void drain(Child child, Map<String, Long> acknowledged) throws IOException {
        String line = child.line();
        String next = child.line();
        while (!next.equals("end")) {
            note(line, acknowledged);
            line = next;
            next = child.line();
        }
    }

    private static void note(String line, Map<String, Long> acknowledged) {
        String[] words = line.split(" ", -1);
        assertThat(words).as("a line of the child: %s", line).hasSize(2);
        acknowledged.put(words[0], Long.valueOf(words[1]));
    }

    private static void verify(Path file, Map<String, Long> acknowledged) {
        try (Store store = SqliteStore.open(file, new TestClock())) {
            acknowledged.forEach((id, seq) -> {
                SessionId session = Samples.session(id);
                List<Event> events = all(store, session);
                assertThat(events).hasSizeGreaterThanOrEqualTo(seq.intValue());
                assertThat(events.size()).as("appends are of two events").isEven();
                assertThat(events).isEqualTo(Samples.events(1, events.size()));
                assertThat(store.head(session).orElseThrow().tail()).isEqualTo(events.size());
            });
        }
    }

    private static List<Event> all(Store store, SessionId session) {
        List<Event> all = new ArrayList<>();
        List<Event> page = store.read(session, 0, EventLog.MAX_PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.read(session, all.getLast().seq(), EventLog.MAX_PAGE);
        }
        return all;
    }
}
