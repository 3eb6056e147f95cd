package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.sources.pack.Pack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowUpTest {
    private final Pack pack = TestPacks.demo("telecom-transport");
    private final BuiltInInvestigator investigator =
            new BuiltInInvestigator(
                    name -> Optional.of(TestPacks.environment(pack)), () -> Instant.EPOCH);
    private FakeRun first = new FakeRun("", "");

    @BeforeAll
    void investigate() throws Exception {
        first =
                CheckedRun.of(
                        TestPacks.environment(pack),
                        Files.readString(
                                pack.dir()
                                        .resolve(
                                                Path.of("data", "prompts", "fibre_cut_alert.md"))));
    }

    @AfterAll
    void close() {
        pack.close();
    }

    private FakeRun ask(String question) throws Exception {
        FakeRun run = first.next(question);
        investigator.run(run);
        assertThat(RepliesCheck.mistakes(run)).as(question).isEmpty();
        return run;
    }

    @Test
    void whoIsInvolvedIsAnsweredFromTheTopology() throws Exception {
        assertThat(ask("Is AGG-JOR-1 involved?").text).startsWith("No");
        assertThat(ask("Is SVC-04 involved?").text).startsWith("Yes, it is affected");
        assertThat(ask("is opt-ast-brn-1 to blame?").text)
                .startsWith("Yes: OPT-AST-BRN-1 is the root cause");
    }

    @Test
    void whyGivesTheWayFromCauseToVictim() throws Exception {
        assertThat(ask("Why is SVC-01 down although it has a backup?").text)
                .contains("SVC-01 → PATH-SVC-01-P")
                .contains("CON-COAST");
    }

    @Test
    void costRunbookTicketsAndDispatchAreKnown() throws Exception {
        assertThat(ask("What do we pay per hour while this lasts?").text).contains("24,700 EUR");
        assertThat(ask("Which runbook applies?").text).contains("fibre-cut");
        assertThat(ask("Has this happened before?").text).contains("INC-");
        assertThat(ask("Who is on shift near there?").text).contains("ENG-");
    }

    @Test
    void aTrendIsShownAsATableOfTheSeries() throws Exception {
        FakeRun run = ask("Show the trend of RxPowerDbm on OPT-AST-BRN-1");
        assertThat(run.text).contains("RxPowerDbm: abnormal since");
        assertThat(run.journal.values().iterator().next().visualizations()).isNotEmpty();
    }

    @Test
    void evidenceIsNumberedOnFromTheDiagnosis() throws Exception {
        int before = first.calls.size();
        assertThat(ask("Is AGG-JOR-1 involved?").text).contains("[E" + (before + 1) + "]");
    }

    @Test
    void whatCannotBeAnsweredIsSaid() throws Exception {
        FakeRun run = ask("What is the weather like?");
        assertThat(run.text).contains("cannot answer").doesNotContain("[E");
    }
}
