package dev.nocturne.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventScannerTest {
    private static final String STREAM =
            """
            : ok

            id: 4
            event: bench.tick
            data: {"n":1,"query":"data: {\\"n\\":7"}

            : hb

            id: 5
            event: bench.tick
            data: {"n":23}

            event: done
            data: {"status":"completed"}

            """;

    @Test
    void theNumbersOfEventsAreFoundWhereverTheBytesAreCut() {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            List<Long> found = new ArrayList<>();
            EventScanner scanner = new EventScanner(found::add);
            for (int from = 0; from < bytes.length; from += size) {
                scanner.read(bytes, from, Math.min(bytes.length, from + size));
            }
            assertThat(found).as("cut every " + size).containsExactly(1L, 23L);
            assertThat(scanner.isOver()).isTrue();
        }
    }

    @Test
    void aStreamThatWasCutOffIsNotOver() {
        EventScanner scanner = new EventScanner(n -> {});
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        scanner.read(bytes, 0, STREAM.indexOf("event: done"));
        assertThat(scanner.isOver()).isFalse();
    }
}
