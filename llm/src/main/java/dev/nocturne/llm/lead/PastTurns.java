package dev.nocturne.llm.lead;

import dev.nocturne.core.Text;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.llm.model.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The earlier turns as a conversation: the user's messages, each followed by the findings and the
 * answer. Read from the log, so it does not matter which orchestrator ran those turns.
 */
record PastTurns(List<Message> messages, Set<String> evidence, int calls) {
    /** Events read from the store at once. */
    private static final int PAGE = 512;

    /** Characters of a call's result in later turns; the answer contains the conclusions. */
    private static final int RESULT_CHARS = 400;

    static PastTurns read(RunContext run) {
        Reader reader = new Reader(run.turn());
        long after = 0;
        List<Event> page = run.history(after, PAGE);
        while (!page.isEmpty() && page.getFirst().turn() < run.turn()) {
            page.forEach(reader::read);
            after = page.getLast().seq();
            page = run.history(after, PAGE);
        }
        return reader.finish();
    }

    private static final class Reader {
        private final int upTo;
        private final List<Message> messages = new ArrayList<>();
        private final Set<String> evidence = new LinkedHashSet<>();
        private final StringBuilder found = new StringBuilder();
        private int calls;
        private boolean first = true;

        Reader(int upTo) {
            this.upTo = upTo;
        }

        void read(Event event) {
            if (event.turn() >= upTo) {
                return;
            }
            switch (EventCodec.decode(event.name(), event.data())) {
                case Payload.UserMessage said -> addMessage(said.text());
                case Payload.ToolCallComplete call -> addCall(call);
                case Payload.MessageComplete answer -> found.append(answer.text()).append('\n');
                case Payload.RunError error ->
                        found.append("(The turn ended early: ")
                                .append(error.message())
                                .append(")\n");
                case Payload.Custom custom -> addDiagnosis(custom);
                // The other events describe the course of the turn, not its result.
                case Payload.RunStart p -> {}
                case Payload.SessionCreated p -> {}
                case Payload.ToolCallStart p -> {}
                case Payload.ToolCallProgress p -> {}
                case Payload.ApprovalRequested p -> {}
                case Payload.ApprovalResolved p -> {}
                case Payload.MessageStart p -> {}
                case Payload.MessageDelta p -> {}
                case Payload.StatusNote p -> {}
                case Payload.RunComplete p -> {}
            }
        }

        private void addMessage(String text) {
            flush();
            messages.add(new Message.Input(first ? Prompts.alert(text) : text));
            first = false;
        }

        private void addDiagnosis(Payload.Custom custom) {
            if (custom.event().equals("diagnosis")) {
                for (JsonNode one : custom.data().path("evidence")) {
                    evidence.add(one.path("id").asString(""));
                }
            }
        }

        private void addCall(Payload.ToolCallComplete call) {
            calls++;
            found.append("[")
                    .append(call.agent())
                    .append("] ")
                    .append(call.query())
                    .append("\n  ")
                    .append(Text.cut(call.response(), RESULT_CHARS))
                    .append('\n');
        }

        private void flush() {
            if (!found.isEmpty()) {
                messages.add(new Message.Answer(found.toString().strip(), List.of()));
                found.setLength(0);
            }
        }

        PastTurns finish() {
            flush();
            return new PastTurns(List.copyOf(messages), Set.copyOf(evidence), calls);
        }
    }
}
