package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FamilyReaderTest {
    private static List<Family> read(Map<String, ApiMetadata> metadata, String series) {
        return new FamilyReader(metadata).read(LabelSets.of(series));
    }

    @Test
    void thePartsOfAHistogramAreOneFamily() {
        List<Family> families =
                read(
                        Map.of(),
                        """
                        request_seconds_count job=cart status=200
                        request_seconds_count job=cart status=500
                        request_seconds_sum job=cart status=200
                        request_seconds_bucket job=cart status=200 le=0.1
                        """);
        assertThat(families)
                .containsExactly(
                        Family.of(
                                "request_seconds",
                                Family.Kind.HISTOGRAM,
                                Map.of("job", Set.of("cart"), "status", Set.of("200", "500"))));
        assertThat(families.getFirst().has("le")).isFalse();
    }

    @Test
    void quantilesMakeASummary() {
        assertThat(
                        read(
                                Map.of(),
                                """
                                request_seconds job=cart quantile=0.9
                                request_seconds_count job=cart
                                request_seconds_sum job=cart
                                """))
                .containsExactly(
                        Family.of(
                                "request_seconds",
                                Family.Kind.SUMMARY,
                                Map.of("job", Set.of("cart"))));
    }

    @Test
    void aCountWithoutASumIsAMetricOfItsOwn() {
        assertThat(read(Map.of(), "pool_count job=cart"))
                .extracting(Family::name, Family::kind)
                .containsExactly(tuple("pool_count", Family.Kind.GAUGE));
    }

    @Test
    void aCounterIsKnownByItsNameOrByWhatTheServerSays() {
        Map<String, ApiMetadata> metadata =
                Map.of(
                        "orders", new ApiMetadata("counter", "", ""),
                        "depth", new ApiMetadata("gauge", "", ""));
        assertThat(
                        read(
                                metadata,
                                """
                                depth job=cart
                                errors_total job=cart
                                orders job=cart
                                """))
                .extracting(Family::kind)
                .containsExactly(Family.Kind.GAUGE, Family.Kind.COUNTER, Family.Kind.COUNTER);
    }

    @Test
    void whatIsConstantOrABeginningIsNoMeasurement() {
        assertThat(
                        read(
                                Map.of(),
                                """
                                build_info job=cart version=1.2
                                process_start_time_seconds job=cart
                                """))
                .extracting(Family::kind)
                .containsExactly(Family.Kind.INFO, Family.Kind.BEGINNING);
    }

    @Test
    void ofALabelWithVeryManyValuesSomeAreRemembered() {
        StringBuilder series = new StringBuilder();
        for (int i = 0; i < FamilyReader.MAX_VALUES + 40; i++) {
            series.append("requests_total job=cart user=u" + i + "\n");
        }
        assertThat(read(Map.of(), series.toString()).getFirst().values("user"))
                .hasSize(FamilyReader.MAX_VALUES);
    }
}
