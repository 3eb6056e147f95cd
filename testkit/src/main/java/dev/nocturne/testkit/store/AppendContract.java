package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.Fault;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.log.Append;
import dev.nocturne.core.log.AppendResult;
import dev.nocturne.core.log.Attachment;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Receipt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Appends are conditional, fenced, atomic and stored unchanged. */
public interface AppendContract extends StoreFixture {
    SessionId S = Samples.session("s-1");

    /** A token that was never granted. */
    FencingToken FOREIGN = new FencingToken(Long.MAX_VALUE);

    @Test
    default void anAppendIsReadBackAsItWas() {
        FencingToken token = lease(S);
        Append append = Samples.start(S, token, 3);
        commit(append);
        assertThat(store().read(S, 0, 10)).isEqualTo(append.events());
        assertThat(store().head(S).orElseThrow().checkpoint()).isEqualTo(append.checkpoint());
        assertThat(store().head(S).orElseThrow().tail()).isEqualTo(3);
    }

    @Test
    default void aSecondAppendContinuesAfterTheFirst() {
        FencingToken token = createSession(S, 3);
        commit(new Append(S, 4, token, Samples.events(4, 2)));
        assertThat(store().read(S, 0, 10)).isEqualTo(Samples.events(1, 5));
    }

    @Test
    default void theFirstAppendToASessionMustBringACheckpoint() {
        FencingToken token = lease(S);
        Append append = new Append(S, 1, token, Samples.events(1, 1));
        assertThatThrownBy(() -> store().append(append))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("s-1");
        assertThat(store().head(S)).isEmpty();
    }

    @Test
    default void anAppendBehindTheTailConflictsAndReturnsTheTail() {
        FencingToken token = createSession(S, 3);
        assertThat(store().append(new Append(S, 2, token, Samples.events(2, 5))))
                .isEqualTo(new AppendResult.Conflict(3));
        assertThat(store().read(S, 0, 10)).hasSize(3);
    }

    @Test
    default void anAppendThatWouldLeaveAHoleConflicts() {
        FencingToken token = createSession(S, 3);
        assertThat(store().append(new Append(S, 5, token, Samples.events(5, 1))))
                .isEqualTo(new AppendResult.Conflict(3));
        assertThat(store().read(S, 0, 10)).hasSize(3);
    }

    @Test
    default void anAppendInTheMiddleOfNowhereConflictsWithAnEmptyLog() {
        FencingToken token = lease(S);
        assertThat(store().append(Samples.append(S, 4, token, 1, Samples.checkpoint(S, 4))))
                .isEqualTo(new AppendResult.Conflict(0));
        assertThat(store().head(S)).isEmpty();
    }

    @Test
    default void theSameAppendTwiceConflictsTheSecondTime() {
        FencingToken token = lease(S);
        Append append = Samples.start(S, token, 2);
        commit(append);
        assertThat(store().append(append)).isEqualTo(new AppendResult.Conflict(2));
        assertThat(store().read(S, 0, 10)).hasSize(2);
    }

    @Test
    default void anOlderTokenIsFenced() {
        FencingToken older = createSession(S, 1);
        FencingToken newer = lease(S);
        assertThat(store().append(new Append(S, 2, older, Samples.events(2, 1))))
                .isEqualTo(new AppendResult.Fenced());
        commit(new Append(S, 2, newer, Samples.events(2, 1)));
    }

    @Test
    default void aTokenOfAnotherSessionIsFenced() {
        createSession(S, 1);
        FencingToken other = lease(Samples.session("s-2"));
        assertThat(store().append(new Append(S, 2, other, Samples.events(2, 1))))
                .isEqualTo(new AppendResult.Fenced());
    }

    @Test
    default void aTokenThatWasNeverGrantedIsFenced() {
        createSession(S, 1);
        assertThat(store().append(new Append(S, 2, FOREIGN, Samples.events(2, 1))))
                .isEqualTo(new AppendResult.Fenced());
        assertThat(store().append(Samples.start(Samples.session("s-2"), FOREIGN, 1)))
                .isEqualTo(new AppendResult.Fenced());
    }

    @Test
    default void aFencedWriterGetsFencedEvenIfItsPositionIsWrongToo() {
        FencingToken older = createSession(S, 3);
        lease(S);
        assertThat(store().append(new Append(S, 9, older, Samples.events(9, 1))))
                .isEqualTo(new AppendResult.Fenced());
    }

    @Test
    default void aRefusedAppendLeavesNothingOfItsParts() {
        FencingToken token = createSession(S, 3);
        Append conflict =
                Samples.full(S, 2, token, 1, Samples.receipt("k"), new Attachment("c", "{}"));
        assertThat(store().append(conflict)).isEqualTo(new AppendResult.Conflict(3));
        Append fenced =
                Samples.full(S, 4, FOREIGN, 1, Samples.receipt("k"), new Attachment("c", "{}"));
        assertThat(store().append(fenced)).isEqualTo(new AppendResult.Fenced());

        assertThat(store().receipt("alice", "k")).isEmpty();
        assertThat(store().attachment(S, "c")).isEmpty();
        assertThat(store().head(S).orElseThrow().checkpoint().seq()).isEqualTo(3);
        assertThat(store().head(S).orElseThrow().tail()).isEqualTo(3);
    }

    @Test
    default void anAppendBringsEventsCheckpointReceiptAndAttachmentTogether() {
        FencingToken token = createSession(S, 1);
        Receipt receipt = Samples.receipt("k");
        commit(Samples.full(S, 2, token, 2, receipt, new Attachment("c", "{\"rows\":[1]}")));

        assertThat(store().receipt("alice", "k")).contains(receipt);
        assertThat(store().attachment(S, "c")).contains("{\"rows\":[1]}");
        assertThat(store().head(S).orElseThrow().checkpoint()).isEqualTo(Samples.checkpoint(S, 3));
    }

    @Test
    default void anAppendWithoutACheckpointKeepsTheOneBefore() {
        FencingToken token = createSession(S, 1);
        commit(new Append(S, 2, token, Samples.events(2, 4)));
        assertThat(store().head(S).orElseThrow().checkpoint().seq()).isEqualTo(1);
        assertThat(store().head(S).orElseThrow().tail()).isEqualTo(5);
    }

    @Test
    default void anAppendOfAReceiptAloneMovesNoTail() {
        FencingToken token = createSession(S, 2);
        Receipt receipt = Samples.receipt("k");
        Append append = new Append(S, 3, token, List.of(), null, List.of(receipt), List.of());
        assertThat(store().append(append)).isEqualTo(new AppendResult.Appended(2));
        assertThat(store().receipt("alice", "k")).contains(receipt);
    }

    @Test
    default void aLaterAttachmentOfACallReplacesTheEarlierOne() {
        FencingToken token = createSession(S, 1);
        commit(Samples.full(S, 2, token, 1, Samples.receipt("k"), new Attachment("c", "1")));
        commit(Samples.full(S, 3, token, 1, Samples.receipt("l"), new Attachment("c", "2")));
        assertThat(store().attachment(S, "c")).contains("2");
    }

    @Test
    default void attachmentsBelongToTheirSession() {
        FencingToken token = createSession(S, 1);
        commit(Samples.full(S, 2, token, 1, Samples.receipt("k"), new Attachment("c", "1")));
        SessionId other = Samples.session("s-2");
        createSession(other, 1);
        assertThat(store().attachment(other, "c")).isEmpty();
        assertThat(store().attachment(S, "d")).isEmpty();
        assertThat(store().attachment(Samples.session("none"), "c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"t\":\"\\u0000 and \\ud83d\\ude00 escaped\"}",
                "{\"t\":\"\uD83D\uDE00 emoji, \u00e9 and e\u0301\"}",
                "{\"t\":\"line\u2028 and paragraph\u2029 separators\"}",
                "{\"t\":\"right to left \u202E mark\uFEFF\uFFFD\uFFFF\"}",
                "{\"t\":\"it's a \\\"quote\\\"; -- % _ ? :x $1 \\\\\"}",
                "{}"
            })
    default void unusualTextComesBackCharByChar(String data) {
        FencingToken token = createSession(S, 1);
        commit(new Append(S, 2, token, List.of(Samples.event(2, data))));
        assertThat(store().read(S, 1, 1)).containsExactly(Samples.event(2, data));
    }

    @Test
    default void anEventKeepsAllItsFields() {
        FencingToken token = createSession(S, 1);
        Event event =
                new Event(
                        2,
                        "an.unknown_event\u00e9",
                        17,
                        clock().instant().plusMillis(123),
                        "{\"a\":[1.0,1e3,null]}");
        commit(new Append(S, 2, token, List.of(event)));
        assertThat(store().read(S, 1, 1)).containsExactly(event);
    }

    @Test
    default void bigEventsAndAttachmentsComeBackWhole() {
        FencingToken token = createSession(S, 1);
        Event big = Samples.event(2, "{\"t\":\"" + "\u20ac".repeat(11_000) + "\"}");
        String uncut = "[\"" + "row \uD83D\uDE80 ".repeat(600_000) + "\"]";
        commit(
                new Append(
                        S,
                        2,
                        token,
                        List.of(big),
                        null,
                        List.of(),
                        List.of(new Attachment("c", uncut))));
        assertThat(store().read(S, 1, 1)).containsExactly(big);
        assertThat(store().attachment(S, "c").orElseThrow()).isEqualTo(uncut);
    }

    @Test
    default void aThousandEventsFitInOneAppend() {
        createSession(S, 1_000);
        assertThat(store().read(S, 0, 1_000)).isEqualTo(Samples.events(1, 1_000));
    }

    @Test
    default void aClosedStoreRefusesWork() {
        FencingToken token = createSession(S, 1);
        store().close();
        assertThatThrownBy(() -> store().append(new Append(S, 2, token, Samples.events(2, 1))))
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> store().read(S, 0, 1)).isInstanceOf(Fault.class);
        store().close();
    }
}
