package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrigramsTest {
    @Test
    void eachRunOfThreeCharactersIsAskedForOnce() {
        assertThat(Trigrams.match("abcabc")).contains("\"abc\" AND \"bca\" AND \"cab\"");
    }

    @Test
    void whatTheExpressionWouldTakeForSyntaxIsQuoted() {
        assertThat(Trigrams.match("a\"*")).contains("\"a\"\"*\"");
        assertThat(Trigrams.match("or ")).contains("\"or \"");
    }

    @Test
    void aCharacterOfTwoCharsIsOne() {
        assertThat(Trigrams.match("\uD83D\uDE00\uD83D\uDE01")).isEmpty();
        assertThat(Trigrams.match("\uD83D\uDE00ab")).contains("\"\uD83D\uDE00ab\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "a\0b", "\0\0\0"})
    void aShortNeedleIsNotForTheIndex(String needle) {
        assertThat(Trigrams.match(needle)).isEmpty();
    }

    @Test
    void ofALongNeedleAFewAreAskedForFromItsBeginningToItsEnd() {
        String match = Trigrams.match("abcdefghijklmnopqrstuvwxyz0123456789").orElseThrow();
        assertThat(match.split(" AND ")).hasSize(16).startsWith("\"abc\"").endsWith("\"789\"");
    }
}
