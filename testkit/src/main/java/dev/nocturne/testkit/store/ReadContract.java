package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.EventLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads return the events of one session, in order and in pages. */
public interface ReadContract extends StoreFixture {
    SessionId READ = Samples.session("read");

    @Test
    default void pagesJoinWithoutGapOrRepeat() {
        createSession(READ, 25);
        List<Event> all = new ArrayList<>();
        for (List<Event> page = store().read(READ, 0, 7);
                !page.isEmpty();
                page = store().read(READ, all.getLast().seq(), 7)) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            all.addAll(page);
        }
        assertThat(all).isEqualTo(Samples.events(1, 25));
    }

    @Test
    default void aReadAtOrBeyondTheTailIsEmpty() {
        createSession(READ, 3);
        assertThat(store().read(READ, 3, 10)).isEmpty();
        assertThat(store().read(READ, 1_000_000_000_000L, 10)).isEmpty();
    }

    @Test
    default void anUnknownSessionHasNoEventsAndNoHead() {
        createSession(READ, 3);
        assertThat(store().read(Samples.session("unknown"), 0, 10)).isEmpty();
        assertThat(store().head(Samples.session("unknown"))).isEmpty();
    }

    @Test
    default void idsThatDifferInCaseAreDifferentSessions() {
        createSession(READ, 3);
        assertThat(store().head(Samples.session("READ"))).isEmpty();
    }

    @Test
    default void theLongestPageIsAllowedAndOneMoreIsNot() {
        createSession(READ, 3);
        assertThat(store().read(READ, 0, EventLog.MAX_PAGE)).hasSize(3);
        assertThatThrownBy(() -> store().read(READ, 0, EventLog.MAX_PAGE + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().read(READ, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void sessionsDoNotSeeEachOthersEvents() {
        SessionId other = Samples.session("other");
        createSession(READ, 2);
        createSession(other, 5);
        assertThat(store().read(READ, 0, 10)).hasSize(2);
        assertThat(store().read(other, 0, 10)).hasSize(5);
    }
}
