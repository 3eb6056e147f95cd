package dev.nocturne.llm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.llm.model.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextWindowTest {
    private static final String LONG = "word ".repeat(2_000);

    private static List<Message> conversation() {
        List<Message> all = new ArrayList<>();
        all.add(new Message.Instructions(LONG));
        all.add(new Message.Input(LONG));
        for (int i = 0; i < 8; i++) {
            all.add(new Message.Answer(LONG, List.of()));
            all.add(new Message.ToolReply("c" + i, "tool", LONG));
        }
        return all;
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(ContextWindow.fit(conversation(), 1_000_000)).isEqualTo(conversation());
    }

    @Test
    void theOldestRepliesAreShortenedFirst() {
        int all = ContextWindow.tokens(conversation());

        List<Message> fitted = ContextWindow.fit(conversation(), all - 4_000);

        assertThat(fitted.subList(0, 3)).isEqualTo(conversation().subList(0, 3));
        assertThat(((Message.ToolReply) fitted.get(3)).text()).contains("[shortened");
        assertThat(((Message.ToolReply) fitted.get(5)).text()).contains("[shortened");
        assertThat(fitted.subList(6, 18)).isEqualTo(conversation().subList(6, 18));
        assertThat(ContextWindow.tokens(fitted)).isLessThanOrEqualTo(all - 4_000);
    }

    @Test
    void whatAPersonSaidIsNeverTouched() {
        List<Message> fitted = ContextWindow.fit(conversation(), 10);

        assertThat(fitted.subList(0, 2)).isEqualTo(conversation().subList(0, 2));
        assertThat(fitted).hasSize(18);
        assertThat(ContextWindow.tokens(fitted)).isGreaterThan(10);
    }

    @Test
    void aReplyIsNeverCutWithinACharacter() {
        for (String start : List.of("", "a")) {
            String fire = start + "🔥".repeat(5_000);
            List<Message> fitted =
                    ContextWindow.fit(List.of(new Message.ToolReply("c", "tool", fire)), 10);

            String kept = ((Message.ToolReply) fitted.getFirst()).text();
            assertThat(kept.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        }
    }
}
