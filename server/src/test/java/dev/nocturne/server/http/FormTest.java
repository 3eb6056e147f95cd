package dev.nocturne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormTest {
    private static Form form(String body) {
        return Form.of(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everythingWrongIsNamedInOneAnswer() {
        Form form = form("{\"a\":1,\"c\":\"x\"}");
        form.text("a", 10);
        form.text("b", 10);
        form.optionalLong("c", 0, 9);

        assertThat(form.rejection().orElseThrow().detail()).contains("'a'", "'b'", "'c'");
    }

    @Test
    void numbersStayAsTheyWereWritten() {
        assertThat(form("{\"l\":[1.10,1e3,12345678901234567890]}").optionalList("l", 3))
                .extracting(Object::toString)
                .containsExactly("1.10", "1E+3", "12345678901234567890");
    }

    @Test
    void aListOfOffersIsNegotiated() {
        List<String> offers = List.of("application/json", "text/csv");

        assertThat(Accept.best(null, offers)).contains("application/json");
        assertThat(Accept.best("*/*", offers)).contains("application/json");
        assertThat(Accept.best("text/*", offers)).contains("text/csv");
        assertThat(Accept.best("application/json;q=0.1, text/csv", offers)).contains("text/csv");
        assertThat(Accept.best("text/html, */*;q=0.1", offers)).contains("application/json");
        assertThat(Accept.best("text/html", offers)).isEmpty();
    }

    @Test
    void aQueryIsStrict() {
        assertThat(Query.of("a=%C3%BC+x&b").text("a")).isEqualTo("ü x");
        assertThat(Query.of("a=%zz").rejection()).isPresent();
        assertThat(Query.of("a=%4").rejection()).isPresent();
        assertThat(Query.of("a=%ff").rejection()).isPresent();
        assertThat(Query.of("a=1&a=2").rejection()).isPresent();
        assertThat(Query.of("").rejection()).isEmpty();
    }
}
