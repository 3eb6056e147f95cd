package dev.nocturne.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.EventCodec;
import org.junit.jupiter.api.Test;

class GrowingTextTest {
    @Test
    void aLongerTextLeavesTheShorterOneAsItWas() {
        GrowingText hello = GrowingText.EMPTY.plus("Hel").plus("").plus("lo");
        GrowingText world = hello.plus(", world");
        GrowingText you = hello.plus(", you");
        assertThat(hello).hasToString("Hello");
        assertThat(world).hasToString("Hello, world");
        assertThat(you).hasToString("Hello, you");
        assertThat(world.length()).isEqualTo(12);
        assertThat(GrowingText.EMPTY).hasToString("");
    }

    @Test
    void equalTextsAreEqualHoweverTheyGrew() {
        assertThat(GrowingText.of("abc"))
                .isEqualTo(GrowingText.EMPTY.plus("a").plus("bc"))
                .hasSameHashCodeAs(GrowingText.EMPTY.plus("ab").plus("c"))
                .isNotEqualTo(GrowingText.of("abd"));
    }

    @Test
    void aHundredThousandPiecesAreNoDeepRecursion() {
        GrowingText text = GrowingText.EMPTY;
        for (int i = 0; i < 100_000; i++) {
            text = text.plus("ab");
        }
        assertThat(text.toString()).hasSize(200_000).startsWith("abab");
    }

    @Test
    void itIsStoredAsAString() {
        String json = EventCodec.JSON.writeValueAsString(GrowingText.of("a").plus("b"));
        assertThat(json).isEqualTo("\"ab\"");
        assertThat(EventCodec.JSON.readValue("\"ab\"", GrowingText.class))
                .isEqualTo(GrowingText.of("ab"));
        assertThat(EventCodec.JSON.readValue("\"\"", GrowingText.class)).hasToString("");
    }
}
