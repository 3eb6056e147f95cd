package dev.nocturne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content negotiation, also by headers that are not well-formed. */
class AcceptTest {
    private static final String JSON = "application/json";
    private static final List<String> OFFERS = List.of(JSON, "text/csv");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                                | application/json",
                "text/*                             | text/csv",
                "TEXT/CSV                           | text/csv",
                "text/csv, */*                      | text/csv",
                "*/*, text/csv                      | application/json",
                "application/json;q=0.1, text/csv   | text/csv",
                "text/html, */*;q=0.1               | application/json",
                "text/csv;q=0.5, application/*      | application/json",
                "application/json;q=0, */*          | text/csv",
                "text/csv;a=\"x,y\";q=1             | text/csv",
                "text/html, *; q=.2, */*; q=.2      | application/json"
            })
    void theOfferWithTheGreatestWeightWins(String accept, String offer) {
        assertThat(Accept.best(accept, OFFERS)).contains(offer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/*, text/html;q=1", "*/*;q=0", "text/csv;q=0.000"})
    void aClientThatAcceptsNoOfferGetsNone(String accept) {
        assertThat(Accept.best(accept, OFFERS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ",", "\"", ";q=", "text/csv;q=2", "text/csv;q=x", "text/csv \""})
    void aHeaderOfMalformedElementsAloneIsIgnored(String accept) {
        assertThat(Accept.best(accept, OFFERS)).contains(JSON);
    }

    @Test
    void aMalformedElementDoesNotSpoilTheOthers() {
        assertThat(Accept.best("a\"b, text/csv", OFFERS)).contains("text/csv");
        assertThat(Accept.best("application/json;q=much, text/csv;q=0.3", OFFERS))
                .contains("text/csv");
    }

    @Test
    void aMissingHeaderIsNoPreference() {
        assertThat(Accept.best(null, OFFERS)).contains(JSON);
    }

    @ParameterizedTest
    @CsvSource({"gzip,true", "'br, gzip;q=0.5',true", "gzip;q=0,false", "br,false", "'',false"})
    void aCodingIsUsedWhereItIsListed(String acceptEncoding, boolean listed) {
        assertThat(Accept.lists(acceptEncoding, "gzip")).isEqualTo(listed);
        assertThat(Accept.lists(null, "gzip")).isFalse();
    }

    @Test
    void aLongHeaderTakesNoDeepRecursion() {
        String escapes = "\"" + "\\\\\\\"".repeat(3_000) + "\"";
        assertThat(Accept.best("text/csv;a=" + escapes, OFFERS)).contains("text/csv");
        assertThat(Accept.best(",".repeat(16_000), OFFERS)).contains(JSON);
    }
}
