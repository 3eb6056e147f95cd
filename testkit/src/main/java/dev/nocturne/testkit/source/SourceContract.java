package dev.nocturne.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.nocturne.environment.AlarmSource;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.EventSource;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Source;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.StateSource;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.topology.Topology;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every environment must do, whatever its sources are. A test of an environment extends this
 * and says what its data hold. What none of its sources is able to do is skipped.
 */
public abstract class SourceContract {
    private static final int PLENTY = 100_000;

    /** The environment under test. */
    protected abstract Environment environment();

    /** A time in which there are values, states, alarms and events. */
    protected abstract Window window();

    /** A time in which there is nothing. */
    protected abstract Window nothing();

    /** An entity with values in the window; others have some too. */
    protected abstract String measuredEntity();

    private Selection all(Window window) {
        return Selection.of(Set.of(), window, PLENTY);
    }

    private void assumeAble(Class<? extends Source> ability, String to) {
        assumeFalse(environment().sources(ability).isEmpty(), "no source is able to " + to);
    }

    private <T> Answer<T> ask(Question<T> question) throws InterruptedException {
        Answer<T> answer = question.ask(environment());
        assertThat(answer.provenance().source()).isNotEmpty();
        assertThat(answer.provenance().query()).isNotEmpty();
        return answer;
    }

    @Test
    void seriesLieWithinTheWindowAndAscend() throws InterruptedException {
        List<Series> all = ask(new Question.Measurements(all(window()))).data().orElseThrow();
        assertThat(all).extracting(Series::entity).contains(measuredEntity());
        for (Series series : all) {
            for (int i = 0; i < series.size(); i++) {
                assertThat(window().contains(series.times()[i])).isTrue();
                assertThat(i == 0 || series.times()[i] >= series.times()[i - 1]).isTrue();
            }
        }
    }

    @Test
    void onlyWhatIsAskedForIsReturned() throws InterruptedException {
        Selection one = Selection.of(Set.of(measuredEntity()), window(), PLENTY);
        assertThat(ask(new Question.Measurements(one)).data().orElseThrow())
                .extracting(Series::entity)
                .containsOnly(measuredEntity());
    }

    @Test
    void anUnknownEntityAndAnEmptyTimeAreNoDataAndNoFailure() throws InterruptedException {
        Selection unknown = Selection.of(Set.of("no such entity"), window(), PLENTY);
        assertThat(ask(new Question.Measurements(unknown))).isInstanceOf(Answer.NoData.class);
        assertThat(new Question.Measurements(all(nothing())).ask(environment()))
                .isInstanceOf(Answer.NoData.class);
    }

    @Test
    void beyondItsLimitAnAnswerIsPartialAndSaysWhatIsMissing() throws InterruptedException {
        Selection few = Selection.of(Set.of(), window(), 1);
        assertThat(ask(new Question.Measurements(few)))
                .isInstanceOfSatisfying(
                        Answer.Partial.class,
                        partial -> assertThat(partial.missing()).isNotEmpty());
    }

    @Test
    void theSameQuestionHasTheSameAnswer() throws InterruptedException {
        Question.Measurements question = new Question.Measurements(all(window()));
        assertThat(ask(question).provenance().query())
                .isEqualTo(ask(question).provenance().query());
        assertThat(ask(question).data().orElseThrow())
                .hasSameSizeAs(ask(question).data().orElseThrow());
    }

    @Test
    void alarmsAscendAndLieWithinTheWindow() throws InterruptedException {
        assumeAble(AlarmSource.class, "list alarms");
        List<Alarm> alarms = ask(new Question.Alarms(all(window()))).data().orElseThrow();
        assertThat(alarms)
                .isNotEmpty()
                .isSortedAccordingTo((a, b) -> Long.compare(a.time(), b.time()));
        assertThat(alarms).allMatch(alarm -> window().contains(alarm.time()));
    }

    @Test
    void eventsReachIntoTheWindow() throws InterruptedException {
        assumeAble(EventSource.class, "list events");
        List<Occurrence> events = ask(new Question.Events(all(window()))).data().orElseThrow();
        assertThat(events)
                .isNotEmpty()
                .allMatch(e -> e.time() <= window().until() && e.until() >= window().from());
    }

    @Test
    void aStateBeginsNoLaterThanItWasSeen() throws InterruptedException {
        assumeAble(StateSource.class, "say what states are");
        List<StateSeries> states = ask(new Question.States(all(window()))).data().orElseThrow();
        assertThat(states).isNotEmpty();
        assertThat(states).allMatch(s -> s.changes().getLast().time() <= s.lastSeen());
    }

    @Test
    void aTopologyHasBothEndsOfEachRelation() throws InterruptedException {
        Topology topology =
                ask(new Question.Surroundings(Set.of(measuredEntity()), PLENTY))
                        .data()
                        .orElseThrow();
        assertThat(topology.contains(measuredEntity())).isTrue();
        assertThat(topology.relations())
                .allMatch(r -> topology.contains(r.source()) && topology.contains(r.target()));
    }

    @Test
    void aTopologyThatIsTooLargeIsCutAroundWhatWasAskedAbout() throws InterruptedException {
        Answer<Topology> few = ask(new Question.Surroundings(Set.of(measuredEntity()), 1));
        assertThat(few.data().orElseThrow().entities()).hasSize(1);
        assertThat(few).isInstanceOf(Answer.Partial.class);
    }
}
