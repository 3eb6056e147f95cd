package dev.nocturne.investigator.recheck;

import dev.nocturne.core.Result;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.Source;
import dev.nocturne.investigator.BuiltInInvestigator;
import dev.nocturne.investigator.gather.PartJson;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A finished diagnosis, checked again.
 *
 * @param conclusion how the conclusion from the recorded answers differs from the recorded one; at
 *     most {@link #MOST}
 * @param more how many further differences there are
 * @param queries what the environment answers now, for each recorded answer
 */
public record Recheck(List<Difference> conclusion, int more, List<QueryCheck> queries) {
    /** Differences that are listed; the first few show what kind they are of. */
    public static final int MOST = 50;

    public Recheck {
        conclusion = List.copyOf(conclusion);
        queries = List.copyOf(queries);
    }

    /** Whether neither the conclusion nor an answer differs. */
    public boolean isSame() {
        return conclusion.isEmpty()
                && queries.stream().noneMatch(q -> q.outcome() == QueryCheck.Outcome.DIFFERS);
    }

    /**
     * Concludes again from what the session recorded, then asks everything again. Takes as long as
     * an investigation.
     *
     * @param environments by name
     * @param late whether it is too late to ask more; looked at before each query
     */
    public static Result<Recheck> of(
            KeptSession session,
            Function<String, Optional<Environment>> environments,
            BooleanSupplier late)
            throws InterruptedException {
        return switch (FirstTurn.read(session)) {
            case Result.Rejected<FirstTurn> rejected -> rejected.as();
            case Result.Ok<FirstTurn>(FirstTurn turn) -> of(turn, session, environments, late);
        };
    }

    private static Result<Recheck> of(
            FirstTurn turn,
            KeptSession session,
            Function<String, Optional<Environment>> environments,
            BooleanSupplier late)
            throws InterruptedException {
        List<Part<?>> parts;
        try {
            parts = parts(turn, session);
        } catch (IllegalArgumentException e) {
            return FirstTurn.refuse(
                    "A recorded answer of this session cannot be read by this version: "
                            + e.getMessage()
                            + ".");
        }
        if (parts.isEmpty()) {
            return FirstTurn.refuse(
                    "This session keeps no answers of its environment, because an older version"
                            + " investigated it; its diagnosis cannot be computed again.");
        }
        List<Difference> differences = conclude(turn, session);
        Optional<Environment> environment = environments.apply(turn.environment());
        List<QueryCheck> queries = new ArrayList<>();
        for (Part<?> part : parts) {
            queries.add(ask(part, turn, environment, late));
        }
        return Result.ok(
                new Recheck(
                        differences.stream().limit(MOST).toList(),
                        Math.max(0, differences.size() - MOST),
                        queries));
    }

    /** The recorded answers. */
    private static List<Part<?>> parts(FirstTurn turn, KeptSession session) {
        List<Part<?>> parts = new ArrayList<>();
        for (FirstTurn.Call call : turn.calls().values()) {
            session.result(call.id())
                    .map(ToolResult::data)
                    .filter(data -> data.has("question"))
                    .ifPresent(data -> parts.add(PartJson.read(call.evidence(), data)));
        }
        return parts;
    }

    private static List<Difference> conclude(FirstTurn turn, KeptSession session)
            throws InterruptedException {
        Replay replay = new Replay(turn, session);
        try {
            new BuiltInInvestigator(name -> Optional.of(new Recorded(name)), () -> Instant.EPOCH)
                    .run(replay);
        } catch (RunFailure e) {
            throw new IllegalStateException("the recorded run cannot be made again", e);
        }
        List<Difference> differences =
                new ArrayList<>(
                        DiagnosisComparison.ofDiagnoses(turn.diagnosis(), replay.diagnosis()));
        differences.addAll(replay.differences());
        turn.answer()
                .ifPresent(answer ->
                        differences.addAll(DiagnosisComparison.ofAnswers(answer, replay.text())));
        return differences;
    }

    private static QueryCheck ask(
            Part<?> part, FirstTurn turn, Optional<Environment> environment, BooleanSupplier late)
            throws InterruptedException {
        if (environment.isEmpty()) {
            return couldNot(part, "the environment " + turn.environment() + " is not loaded");
        }
        if (late.getAsBoolean()) {
            return couldNot(part, "the time limit of this check is reached");
        }
        Answer<?> now = part.question().ask(environment.get());
        if (now instanceof Answer.Failed<?> failed) {
            return couldNot(part, failed.message());
        }
        List<Difference> differences = AnswerComparison.of(part.answer().data(), now.data());
        return check(
                part,
                differences.isEmpty() ? QueryCheck.Outcome.SAME : QueryCheck.Outcome.DIFFERS,
                "",
                differences);
    }

    private static QueryCheck couldNot(Part<?> part, String why) {
        return check(part, QueryCheck.Outcome.COULD_NOT_ASK, why, List.of());
    }

    private static QueryCheck check(
            Part<?> part, QueryCheck.Outcome outcome, String reason, List<Difference> differences) {
        Provenance provenance = part.answer().provenance();
        return new QueryCheck(
                part.evidence(),
                provenance.source(),
                provenance.query(),
                outcome,
                reason,
                differences.stream().limit(MOST).toList(),
                Math.max(0, differences.size() - MOST));
    }

    /** An environment of which everything is recorded already, so that nothing has to be asked. */
    private record Recorded(String name) implements Environment {
        @Override
        public boolean isLive() {
            return false;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public List<Source> sources() {
            return List.of();
        }
    }
}
