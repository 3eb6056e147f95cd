package dev.nocturne.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.log.Attachment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AnswerPublisherTest {
    /** Keeps what is appended. */
    private static final class Kept implements RunPort {
        final List<Payload> events = Collections.synchronizedList(new ArrayList<>());

        @Override
        public long emit(List<Payload> more, List<Attachment> attachments) {
            events.addAll(more);
            return events.size();
        }

        @Override
        public List<Event> read(long after, int limit) {
            return List.of();
        }

        @Override
        public <T> T await(long after, Function<Event, Optional<T>> find) {
            throw new UnsupportedOperationException("an answer awaits no event");
        }

        @Override
        public Optional<String> attachment(String id) {
            return Optional.empty();
        }
    }

    @Test
    void anAnswerThatIsTooLongIsCutBetweenCharactersOfTwoUnits() {
        Kept log = new Kept();
        AnswerPublisher answer = AnswerPublisher.start(log, "msg-1", new EarlierAnswers(List.of()));
        answer.write("x" + "🔥".repeat(AnswerPublisher.MOST_CHARS / 2));
        answer.close();

        assertThat(log.events.getLast())
                .isInstanceOfSatisfying(
                        Payload.MessageComplete.class,
                        complete -> {
                            assertThat(complete.text())
                                    .startsWith("x🔥")
                                    .contains("The answer was cut here");
                            assertThat(complete.text().codePoints())
                                    .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
                        });
    }
}
