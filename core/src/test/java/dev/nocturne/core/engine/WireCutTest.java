package dev.nocturne.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.Column;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.event.Visualization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WireCutTest {
    @Test
    void whatFitsIsLeftAlone() {
        Payload.ToolCallComplete small = call("short", List.of(table(10, "x")), null);
        assertThat(WireCut.cut(small)).isEqualTo(small);
    }

    @Test
    void rowsAreCutAndTheirNumberTold() {
        Payload.ToolCallComplete cut =
                WireCut.cut(call("short", List.of(table(5_000, "some text")), null));
        assertThat(size(cut)).isLessThanOrEqualTo(WireCut.WANTED_BYTES);
        assertThat(cut.visualizations())
                .first()
                .isInstanceOfSatisfying(
                        Visualization.Table.class,
                        t -> {
                            assertThat(t.data().truncated()).isEqualTo(5_000);
                            assertThat(t.data().rows()).isNotEmpty();
                        });
    }

    @Test
    void nothingIsEverOverTheLimit() {
        String wide = "\u4e00".repeat(3_000);
        List<SubStep> steps = Collections.nCopies(200, new SubStep(0, wide, wide, "A"));
        Payload.ToolCallComplete cut =
                WireCut.cut(
                        call(
                                "\uD83D\uDE80".repeat(40_000),
                                List.of(table(50, wide), table(50, wide)),
                                steps));
        assertThat(size(cut)).isLessThanOrEqualTo(WireCut.MOST_BYTES);
        assertThat(cut.response()).contains("[Cut here: 80000 characters in all");
    }

    private static int size(Payload payload) {
        return EventCodec.encode(payload).getBytes(StandardCharsets.UTF_8).length;
    }

    private static Visualization table(int rows, String cell) {
        List<List<@Nullable Object>> data = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            data.add(List.of(i, cell));
        }
        List<Column> columns = List.of(new Column("n", "number"), new Column("text", "string"));
        return new Visualization.Table(
                new Visualization.TableRows(columns, data, "SELECT 1", null));
    }

    private static Payload.ToolCallComplete call(
            String response, List<Visualization> visualizations, @Nullable List<SubStep> steps) {
        return new Payload.ToolCallComplete(
                "c",
                1,
                "A",
                "0.1s",
                "q",
                response,
                Instant.EPOCH,
                null,
                visualizations,
                steps,
                null,
                null,
                null);
    }
}
