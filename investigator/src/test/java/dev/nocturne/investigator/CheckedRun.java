package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.Result;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.environment.Environment;
import dev.nocturne.investigator.recheck.QueryCheck;
import dev.nocturne.investigator.recheck.Recheck;
import java.time.Instant;
import java.util.Optional;

/**
 * Investigations of which everything that must hold is checked: the diagnosis follows from the
 * session's log, its queries give the same again, and each sentence is true of the snapshot.
 */
final class CheckedRun {
    private CheckedRun() {}

    static FakeRun of(Environment environment, String alert)
            throws InterruptedException, RunFailure {
        FakeRun run = new FakeRun(environment.name(), alert);
        new BuiltInInvestigator(name -> Optional.of(environment), () -> Instant.EPOCH).run(run);
        assertRecheckSaysSame(run, environment);
        assertThat(ClaimsCheck.mistakes(run)).as(about(run)).isEmpty();
        return run;
    }

    static void assertRecheckSaysSame(FakeRun run, Environment environment)
            throws InterruptedException {
        Result<Recheck> result =
                Recheck.of(run.kept(), name -> Optional.of(environment), () -> false);
        assertThat(result).as(about(run)).isInstanceOf(Result.Ok.class);
        Recheck recheck = ((Result.Ok<Recheck>) result).value();
        assertThat(recheck.conclusion()).as(about(run)).isEmpty();
        assertThat(recheck.queries())
                .as(about(run))
                .isNotEmpty()
                .allMatch(query -> query.outcome() == QueryCheck.Outcome.SAME);
    }

    private static String about(FakeRun run) {
        return "alert: " + run.alert().lines().findFirst().orElse("");
    }
}
