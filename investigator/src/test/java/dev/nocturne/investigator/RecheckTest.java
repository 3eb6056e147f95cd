package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.Environment;
import dev.nocturne.investigator.recheck.Difference;
import dev.nocturne.investigator.recheck.KeptSession;
import dev.nocturne.investigator.recheck.QueryCheck;
import dev.nocturne.investigator.recheck.QueryCheck.Outcome;
import dev.nocturne.investigator.recheck.Recheck;
import dev.nocturne.sources.pack.Pack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Diagnoses that are computed again from their log, and asked again. */
class RecheckTest {
    private static final Instant START = Instant.parse("2030-01-02T03:00:00Z");

    @TempDir Path dir;

    private Pack pump(String name, String lastFlow) {
        List<String> rows = new ArrayList<>(List.of("Timestamp,Pump,FlowPct"));
        for (int i = 0; i < 40; i++) {
            rows.add(START.plusSeconds(600L * i) + ",pump-1," + (80 + i % 3));
        }
        rows.add(START.plusSeconds(600L * 40) + ",pump-1," + lastFlow);
        return new TestPacks(dir.resolve(name))
                .vertex("Pump", "k", List.of("pump-1", "pump-2"))
                .vertex("Tank", "k", List.of("tank-1"))
                .edge("fed_by", "Feeds", "Tank", "k", "Pump", "k", "", List.of("tank-1,pump-1"))
                .table("Flow", "FlowPct", rows)
                .load();
    }

    private static FakeRun investigate(Pack pack) throws Exception {
        FakeRun run =
                new FakeRun(
                        pack.name(), START.plusSeconds(600L * 40) + " pump-1: FlowPct is too low");
        new BuiltInInvestigator(
                        name -> Optional.of(TestPacks.environment(pack)), () -> Instant.EPOCH)
                .run(run);
        return run;
    }

    private static Recheck recheck(KeptSession session, Optional<Environment> environment)
            throws InterruptedException {
        Result<Recheck> result = Recheck.of(session, name -> environment, () -> false);
        assertThat(result).isInstanceOf(Result.Ok.class);
        return ((Result.Ok<Recheck>) result).value();
    }

    private static KeptSession changed(FakeRun run, UnaryOperator<Event> change) {
        KeptSession kept = run.kept();
        return new KeptSession() {
            @Override
            public List<Event> events(long after, int limit) {
                return kept.events(after, limit).stream().map(change).toList();
            }

            @Override
            public Optional<ToolResult> result(String callId) {
                return kept.result(callId);
            }
        };
    }

    private static Event with(Event event, String from, String to) {
        return new Event(
                event.seq(),
                event.name(),
                event.turn(),
                event.timestamp(),
                event.data().replace(from, to));
    }

    @Test
    void aDiagnosisFollowsFromItsLogAlone() throws Exception {
        try (Pack pack = pump("a", "3")) {
            FakeRun run = investigate(pack);
            Recheck recheck = recheck(run.kept(), Optional.of(TestPacks.environment(pack)));
            assertThat(recheck.conclusion()).isEmpty();
            assertThat(recheck.queries())
                    .isNotEmpty()
                    .allMatch(query -> query.outcome() == Outcome.SAME);
            assertThat(recheck.isSame()).isTrue();
        }
    }

    @Test
    void aVerdictThatDoesNotFollowIsNamedWithTheOneThatDoes() throws Exception {
        try (Pack pack = pump("a", "3")) {
            KeptSession session =
                    changed(
                            investigate(pack),
                            e ->
                                    e.name().equals("diagnosis")
                                            ? with(e, "\"fault\"", "\"no_fault\"")
                                            : e);
            Recheck recheck = recheck(session, Optional.of(TestPacks.environment(pack)));
            assertThat(recheck.conclusion())
                    .containsExactly(new Difference("verdict", "no_fault", "fault"));
            assertThat(recheck.isSame()).isFalse();
        }
    }

    @Test
    void aSentenceThatDoesNotFollowIsNamed() throws Exception {
        try (Pack pack = pump("a", "3")) {
            KeptSession session =
                    changed(
                            investigate(pack),
                            e ->
                                    e.name().equals("message.complete")
                                            ? with(e, "has been failing", "has been burning")
                                            : e);
            assertThat(recheck(session, Optional.of(TestPacks.environment(pack))).conclusion())
                    .singleElement()
                    .satisfies(d -> {
                        assertThat(d.recorded()).contains("has been burning");
                        assertThat(d.now()).contains("has been failing");
                    });
        }
    }

    @Test
    void aFigureThatTheEnvironmentGivesNoLongerIsNamedWithBothValues() throws Exception {
        try (Pack then = pump("a", "3");
                Pack now = pump("b", "4")) {
            Recheck recheck =
                    recheck(investigate(then).kept(), Optional.of(TestPacks.environment(now)));
            assertThat(recheck.conclusion()).isEmpty();
            assertThat(recheck.isSame()).isFalse();
            assertThat(recheck.queries())
                    .filteredOn(query -> query.outcome() == Outcome.DIFFERS)
                    .singleElement()
                    .satisfies(query ->
                            assertThat(query.differences())
                                    .containsExactly(
                                            new Difference(
                                                    "Flow.FlowPct of pump-1 at 2030-01-02T09:40:00Z",
                                                    "3.0",
                                                    "4.0")));
        }
    }

    @Test
    void withoutItsEnvironmentOnlyTheConclusionIsChecked() throws Exception {
        try (Pack pack = pump("a", "3")) {
            Recheck recheck = recheck(investigate(pack).kept(), Optional.empty());
            assertThat(recheck.isSame()).isTrue();
            assertThat(recheck.queries())
                    .isNotEmpty()
                    .allMatch(query -> query.outcome() == Outcome.COULD_NOT_ASK)
                    .extracting(QueryCheck::reason)
                    .allMatch(reason -> reason.contains("is not loaded"));
        }
    }

    @Test
    void afterItsTimeLimitNothingIsAskedAnyMore() throws Exception {
        try (Pack pack = pump("a", "3")) {
            Result<Recheck> result =
                    Recheck.of(
                            investigate(pack).kept(),
                            name -> Optional.of(TestPacks.environment(pack)),
                            () -> true);
            assertThat(((Result.Ok<Recheck>) result).value().queries())
                    .allMatch(query -> query.reason().contains("time limit"));
        }
    }

    @Test
    void whatCannotBeCheckedAgainIsRefusedWithTheReason() throws Exception {
        try (Pack pack = pump("a", "3")) {
            FakeRun run = investigate(pack);
            refused(
                    changed(run, e -> with(e, "\"builtin\"", "\"external\"")),
                    ErrorCode.NOT_RECHECKABLE,
                    "external");
            refused(
                    changed(run, e -> e.name().equals("run.complete") ? renamed(e) : e),
                    ErrorCode.TURN_RUNNING,
                    "still running");
            refused(
                    changed(run, e -> e.name().equals("diagnosis") ? renamed(e) : e),
                    ErrorCode.NOT_RECHECKABLE,
                    "without a diagnosis");
            KeptSession kept = run.kept();
            refused(
                    new KeptSession() {
                        @Override
                        public List<Event> events(long after, int limit) {
                            return kept.events(after, limit);
                        }

                        @Override
                        public Optional<ToolResult> result(String callId) {
                            return kept.result(callId).map(r -> ToolResult.text(r.response()));
                        }
                    },
                    ErrorCode.NOT_RECHECKABLE,
                    "older version");
        }
    }

    private static Event renamed(Event event) {
        return new Event(event.seq(), "note", event.turn(), event.timestamp(), event.data());
    }

    private static void refused(KeptSession session, ErrorCode code, String why)
            throws InterruptedException {
        Result<Recheck> result = Recheck.of(session, name -> Optional.empty(), () -> false);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Rejected.class,
                        rejected -> {
                            assertThat(rejected.code()).isEqualTo(code);
                            assertThat(rejected.detail()).contains(why);
                        });
    }
}
