package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.sources.prometheus.PromQl.Matcher;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void aSelectorIsWrittenFromItsParts() {
        assertThat(PromQl.selector("up", List.of())).isEqualTo("up");
        assertThat(
                        PromQl.selector(
                                "up",
                                List.of(
                                        Matcher.equal("job", "node"),
                                        Matcher.notEqual("instance", ""))))
                .isEqualTo("up{job=\"node\",instance!=\"\"}");
        assertThat(PromQl.selector(List.of(Matcher.equal("job", "node"))))
                .isEqualTo("{job=\"node\"}");
    }

    @Test
    void aValueCannotEndItsQuotes() {
        assertThat(PromQl.quote("a\"} or up{x=\"")).isEqualTo("\"a\\\"} or up{x=\\\"\"");
        assertThat(PromQl.quote("\\")).isEqualTo("\"\\\\\"");
        assertThat(PromQl.quote("a\nb\tc\u0000d\ufffd"))
                .isEqualTo("\"a\\nb\\u0009c\\u0000d\\ufffd\"");
        assertThat(PromQl.quote("Zürich 😀")).isEqualTo("\"Zürich 😀\"");
    }

    @Test
    void oneOfManyIsARegularExpressionThatMatchesJustThem() {
        assertThat(Matcher.oneOf("pod", List.of("a.b", "c|d", "e\\f")).write())
                .isEqualTo("pod=~\"a\\\\.b|c\\\\|d|e\\\\\\\\f\"");
        assertThat(Matcher.oneOf("pod", List.of("a.b")).write()).isEqualTo("pod=\"a.b\"");
        assertThatThrownBy(() -> Matcher.oneOf("pod", List.of())).hasMessage("no value of pod");
    }

    @Test
    void namesThatAreNoIdentifiersAreQuoted() {
        assertThat(PromQl.selector("http.requests", List.of(Matcher.equal("service.name", "a"))))
                .isEqualTo("{__name__=\"http.requests\",\"service.name\"=\"a\"}");
        assertThat(PromQl.selector("http.requests", List.of()))
                .isEqualTo("{__name__=\"http.requests\"}");
        assertThat(PromQl.selector("Inf", List.of())).isEqualTo("{__name__=\"Inf\"}");
        assertThat(PromQl.labels(List.of("job", "service.name", "0a")))
                .isEqualTo("job,\"service.name\",\"0a\"");
    }
}
