package dev.nocturne.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "_", "-", "aZ09_-", "3b9e-44_X"})
    void lettersDigitsDashAndUnderscoreMakeAnId(String text) {
        assertThat(SessionId.isValid(text)).isTrue();
        assertThat(new SessionId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a/b", "..", "a.b", "é", "`", "{", "@", "[", ":", "\u0660"})
    void anythingElseIsNone(String text) {
        assertThat(SessionId.isValid(text)).isFalse();
        assertThatThrownBy(() -> new SessionId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdHasAtMost64Characters() {
        assertThat(SessionId.isValid("x".repeat(64))).isTrue();
        assertThat(SessionId.isValid("x".repeat(65))).isFalse();
    }
}
