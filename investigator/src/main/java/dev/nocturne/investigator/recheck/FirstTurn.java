package dev.nocturne.investigator.recheck;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.investigator.BuiltInInvestigator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The turn of a session that investigated its alert.
 *
 * @param environment its name
 * @param calls by their key, in the order in which they were made
 * @param answer the text of the answer; absent if the turn ended before it was complete
 */
record FirstTurn(
        String environment,
        String alert,
        Map<String, Call> calls,
        ObjectNode diagnosis,
        Optional<String> answer) {
    private static final int PAGE = 500;

    /**
     * A tool call.
     *
     * @param query at most 500 characters of it
     * @param failure the response of a call that failed; absent if it ended well
     */
    record Call(String id, String key, String agent, String query, Optional<String> failure) {
        /** Under which number reports cite it: the end of its key. */
        String evidence() {
            return key.substring(key.lastIndexOf('-') + 1);
        }
    }

    /** Reads it, or says why the session cannot be checked again. */
    static Result<FirstTurn> read(KeptSession session) {
        Reader reader = new Reader();
        long after = 0;
        List<Event> page = session.events(after, PAGE);
        while (!page.isEmpty()) {
            for (Event event : page) {
                if (event.turn() > 0) {
                    return reader.turn(true);
                }
                reader.add(event);
            }
            after = page.getLast().seq();
            page = session.events(after, PAGE);
        }
        return reader.turn(reader.ended);
    }

    private static final class Reader {
        private final Map<String, Call> calls = new LinkedHashMap<>();
        private final Map<String, String> keys = new LinkedHashMap<>();
        private String alert = "";
        private String environment = "";
        private String orchestrator = "";
        private @Nullable ObjectNode diagnosis;
        private Optional<String> answer = Optional.empty();
        private boolean ended;

        void add(Event event) {
            ended |= event.name().equals("run.complete") || event.name().equals("error");
            switch (EventCodec.decode(event.name(), event.data())) {
                case Payload.UserMessage message -> alert = message.text();
                case Payload.RunStart start -> {
                    environment = text(start.environment());
                    orchestrator = text(start.orchestrator());
                }
                case Payload.ToolCallStart start -> {
                    String key = text(start.key());
                    keys.put(start.id(), key);
                    calls.put(
                            key,
                            new Call(
                                    start.id(),
                                    key,
                                    start.agent(),
                                    start.query(),
                                    Optional.empty()));
                }
                case Payload.ToolCallComplete end -> {
                    if (Boolean.TRUE.equals(end.error())) {
                        fail(end);
                    }
                }
                case Payload.MessageComplete message -> answer = Optional.of(message.text());
                case Payload.Custom custom -> {
                    if (custom.event().equals("diagnosis")) {
                        diagnosis = custom.data();
                    }
                }
                case Payload.SessionCreated _,
                        Payload.RunComplete _,
                        Payload.RunError _,
                        Payload.ToolCallProgress _,
                        Payload.ApprovalRequested _,
                        Payload.ApprovalResolved _,
                        Payload.MessageStart _,
                        Payload.MessageDelta _,
                        Payload.StatusNote _ -> {}
            }
        }

        private void fail(Payload.ToolCallComplete end) {
            calls.computeIfPresent(
                    keys.getOrDefault(end.id(), ""),
                    (key, call) ->
                            new Call(
                                    call.id(),
                                    key,
                                    call.agent(),
                                    call.query(),
                                    Optional.of(end.response())));
        }

        Result<FirstTurn> turn(boolean complete) {
            if (!orchestrator.equals(BuiltInInvestigator.NAME)) {
                return refuse(
                        "Only diagnoses of the built-in investigator can be checked again; this"
                                + " session was run by \""
                                + orchestrator
                                + "\".");
            }
            if (!complete) {
                return Result.rejected(
                        ErrorCode.TURN_RUNNING,
                        "The investigation is still running; its diagnosis can be checked again"
                                + " when it has ended.");
            }
            if (diagnosis == null) {
                return refuse("The investigation ended without a diagnosis.");
            }
            return Result.ok(new FirstTurn(environment, alert, calls, diagnosis, answer));
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    static <T> Result.Rejected<T> refuse(String why) {
        return Result.rejected(ErrorCode.NOT_RECHECKABLE, why);
    }
}
