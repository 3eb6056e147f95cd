package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.PageKey;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.log.SessionPage;
import dev.nocturne.core.log.SessionQuery;
import dev.nocturne.testkit.TestClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Lists are filtered, newest first, and in pages that stay consistent while sessions are added and
 * deleted.
 */
public interface ListContract extends StoreFixture {
    /** Creates a session {@code second} seconds after the start of the clock. */
    default void create(String id, int second) {
        create(id, second, "alice", "telecom", "completed");
    }

    default void create(String id, int second, String owner, String environment, String status) {
        SessionId session = Samples.session(id);
        FencingToken token = lease(session);
        Checkpoint checkpoint =
                new Checkpoint(
                        session,
                        1,
                        owner,
                        environment,
                        status,
                        TestClock.START.plusSeconds(second),
                        TestClock.START.plusSeconds(second),
                        id,
                        "{}");
        commit(Samples.append(session, 1, token, 1, checkpoint));
    }

    default List<String> ids(SessionPage page) {
        return page.sessions().stream().map(head -> head.checkpoint().session().value()).toList();
    }

    @Test
    default void anEmptyStoreListsNothing() {
        assertThat(store().list(Samples.all(10))).isEqualTo(new SessionPage(List.of(), null));
    }

    @Test
    default void theNewestSessionComesFirstAndTiesAreOrderedById() {
        create("b", 1);
        create("a", 1);
        create("d", 3);
        create("c", 2);
        create("e", 1);
        create("E", 1);
        create("e-1", 1);
        assertThat(ids(store().list(Samples.all(10))))
                .containsExactly("d", "c", "e-1", "e", "b", "a", "E");
    }

    @Test
    default void aListShowsTheLastCheckpointAndTheTail() {
        SessionId session = Samples.session("s");
        FencingToken token = createSession(session, 1);
        commit(Samples.append(session, 2, token, 1, Samples.checkpoint(session, 2)));
        commit(new Append(session, 3, token, Samples.events(3, 2)));
        store().save(session);
        assertThat(store().list(Samples.all(10)).sessions())
                .containsExactly(new SessionHead(Samples.checkpoint(session, 2), 4, true));
    }

    @Test
    default void filtersJoin() {
        create("a", 1, "alice", "telecom", "completed");
        create("b", 2, "alice", "telecom", "failed");
        create("c", 3, "alice", "shop", "failed");
        create("d", 4, "bob", "telecom", "failed");

        assertThat(ids(store().list(query("alice", null, null)))).containsExactly("c", "b", "a");
        assertThat(ids(store().list(query(null, "telecom", null)))).containsExactly("d", "b", "a");
        assertThat(ids(store().list(query(null, null, "failed")))).containsExactly("d", "c", "b");
        assertThat(ids(store().list(query("alice", "telecom", "failed")))).containsExactly("b");
        assertThat(ids(store().list(query("bob", "shop", null)))).isEmpty();
        assertThat(ids(store().list(query("BOB", null, null)))).isEmpty();
    }

    private static SessionQuery query(
            @Nullable String owner, @Nullable String environment, @Nullable String status) {
        return new SessionQuery(owner, environment, status, null, null, 10);
    }

    @Test
    default void aStatusFilterFollowsTheCheckpoint() {
        create("s", 1, "alice", "telecom", "in_progress");
        SessionId session = Samples.session("s");
        commit(Samples.append(session, 2, lease(session), 1, Samples.checkpoint(session, 2)));
        assertThat(ids(store().list(query(null, null, "in_progress")))).isEmpty();
        assertThat(ids(store().list(query(null, null, "completed")))).containsExactly("s");
    }

    @Test
    default void pagesCoverEverySessionOnceTiesIncluded() {
        for (int i = 0; i < 23; i++) {
            create("s-%02d".formatted(i), i / 5);
        }
        List<String> all = new ArrayList<>();
        PageKey next = null;
        do {
            SessionPage page = store().list(Samples.page(next, 3));
            assertThat(page.sessions()).hasSizeLessThanOrEqualTo(3);
            all.addAll(ids(page));
            next = page.next();
        } while (next != null);
        assertThat(all).isEqualTo(ids(store().list(Samples.all(500)))).hasSize(23);
    }

    @Test
    default void theLastPageHasNoNextEvenWhenItIsFull() {
        create("a", 1);
        create("b", 2);
        create("c", 3);
        create("d", 4);
        SessionPage first = store().list(Samples.all(2));
        assertThat(first.next()).isEqualTo(new PageKey(TestClock.START.plusSeconds(3), id("c")));
        assertThat(store().list(Samples.page(first.next(), 2)).next()).isNull();
    }

    private static SessionId id(String value) {
        return Samples.session(value);
    }

    @Test
    default void sessionsThatComeOrGoBetweenPagesShiftNoOther() {
        for (int i = 0; i < 6; i++) {
            create("s" + i, i);
        }
        SessionPage first = store().list(Samples.all(3));
        assertThat(ids(first)).containsExactly("s5", "s4", "s3");
        create("newer", 100);
        store().delete(id("s3"));
        store().delete(id("s1"));
        assertThat(ids(store().list(Samples.page(first.next(), 3)))).containsExactly("s2", "s0");
    }

    @Test
    default void aPageKeepsItsFilterWithTheCursor() {
        for (int i = 0; i < 10; i++) {
            create("s" + i, i, i % 2 == 0 ? "alice" : "bob", "telecom", "completed");
        }
        SessionPage first = store().list(new SessionQuery("alice", null, null, null, null, 2));
        SessionPage second =
                store().list(new SessionQuery("alice", null, null, null, first.next(), 9));
        assertThat(ids(first)).containsExactly("s8", "s6");
        assertThat(ids(second)).containsExactly("s4", "s2", "s0");
    }
}
