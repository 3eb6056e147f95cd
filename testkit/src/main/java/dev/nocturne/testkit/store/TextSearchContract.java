package dev.nocturne.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.testkit.TestClock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The text filter of lists matches plain substrings in lower case; no character has a special
 * meaning.
 */
public interface TextSearchContract extends StoreFixture {
    private void searchable(String id, String searchText) {
        SessionId session = Samples.session(id);
        FencingToken token = lease(session);
        commit(
                Samples.append(
                        session,
                        1,
                        token,
                        1,
                        Samples.listed(session, 1, "completed", TestClock.START, searchText)));
    }

    private List<String> search(String text) {
        return store().list(Samples.text(text)).sessions().stream()
                .map(head -> head.checkpoint().session().value())
                .toList();
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "fibre,a",
                "FIBRE Cut,a",
                "ibre c,a",
                "100%,b",
                "0% l,b",
                "%,b",
                "_,c",
                "link_1,c",
                "x'y,c",
                "\"q\",c",
                "\\,c",
                "\u00fcber,d",
                "\u00dcBER,d",
                "\uD83D\uDE00,d",
                "or not and,e",
                "near(,e",
                "*,e"
            })
    default void textIsFoundAsItIsWrittenButForCase(String text, String id) {
        searchable("a", "fibre cut on link 7");
        searchable("b", "100% loss");
        searchable("c", "link_1 x'y \"q\" \\ back");
        searchable("d", "\u00fcber \uD83D\uDE00 smile");
        searchable("e", "or not and near( * )");
        assertThat(search(text)).containsExactly(id);
    }

    @Test
    default void textThatNoSessionHasIsNotFound() {
        searchable("a", "fibre cut");
        assertThat(search("cut fibre")).isEmpty();
        assertThat(search("f%e")).isEmpty();
        assertThat(search("f_bre")).isEmpty();
    }

    @Test
    default void everySessionHasTheEmptyText() {
        searchable("a", "fibre cut");
        searchable("b", "");
        assertThat(search("")).containsExactly("b", "a");
    }

    @Test
    default void aNewCheckpointReplacesTheSearchText() {
        searchable("a", "fibre cut");
        SessionId session = Samples.session("a");
        commit(
                Samples.append(
                        session,
                        2,
                        lease(session),
                        1,
                        Samples.listed(session, 2, "completed", TestClock.START, "power loss")));
        assertThat(search("fibre")).isEmpty();
        assertThat(search("power")).containsExactly("a");
    }

    @Test
    default void aLongTextIsFoundByItsEnd() {
        searchable("a", "x".repeat(1_020) + "tail");
        assertThat(search("xtail")).containsExactly("a");
    }
}
