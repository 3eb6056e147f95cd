package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.CallMetrics;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.LiveEnvironment;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.testkit.source.SourceContract;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a source does over a real server that holds the data of the {@link Shop}. */
abstract class ShopContract extends SourceContract {
    private static final int PLENTY = 100_000;

    /** Where the server listens. */
    protected abstract URI url();

    /** A source whose present is the end of the data. */
    final PrometheusSource source() {
        return new PrometheusSource(
                Apis.settings(
                        url(),
                        Map.of(),
                        new PrometheusSettings.Limits(Apis.LONG, Apis.BYTES, 2, 40)),
                EntityRules.NONE,
                () -> Instant.ofEpochMilli(Shop.END));
    }

    @Override
    protected Environment environment() {
        return new LiveEnvironment(
                "shop", ZoneOffset.UTC, () -> Instant.ofEpochMilli(Shop.END), List.of(source()));
    }

    @Override
    protected Window window() {
        return Shop.WINDOW;
    }

    @Override
    protected Window nothing() {
        return new Window(Shop.START - 7_200_000, Shop.START - 3_600_000);
    }

    @Override
    protected String measuredEntity() {
        return "cart";
    }

    private static <T> T all(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Complete.class);
        return answer.data().orElseThrow();
    }

    private Series find(String entity, String metric, Map<String, String> labels)
            throws InterruptedException {
        return all(source().series(Selection.of(Set.of(entity), Shop.WINDOW, PLENTY))).stream()
                .filter(s -> s.metric().equals(metric) && s.labels().equals(labels))
                .findFirst()
                .orElseThrow();
    }

    private static double last(Series series) {
        return series.values()[series.size() - 1];
    }

    @Test
    void itsEntitiesAndCallsAreThoseOfTheShop() throws InterruptedException {
        Topology topology = all(source().topology(Set.of(), PLENTY));
        assertThat(topology.entities())
                .extracting(Entity::id, Entity::label)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "(\"front\", \"service\")",
                        "(\"front-1\", \"instance\")",
                        "(\"front-2\", \"instance\")",
                        "(\"cart\", \"service\")",
                        "(\"pg-main\", \"database\")",
                        "(\"tempo\", \"service\")",
                        "(\"pay.example.com\", \"external\")");
        assertThat(topology.relations())
                .extracting(r -> r.source() + " " + r.label() + " " + r.target())
                .containsExactlyInAnyOrder(
                        "front-1 instance_of front",
                        "front-2 instance_of front",
                        "front calls cart",
                        "cart calls pg-main",
                        "cart calls pay.example.com");
    }

    @Test
    void theQueryOfASeriesGivesItsValuesWhenItIsAskedAgain() throws InterruptedException {
        PrometheusApi api = Apis.open(url());
        List<Series> all = all(source().series(Selection.of(Set.of(), Shop.WINDOW, PLENTY)));
        assertThat(all).isNotEmpty();
        for (Series series : all) {
            long time = series.times()[series.size() - 1];
            double value = last(series);
            assertThat(Apis.all(api.query(series.query(), time)))
                    .as("%s of %s by %s", series.name(), series.entity(), series.query())
                    .anyMatch(sample ->
                            sample.value() == value
                                    || Double.isNaN(value)
                                    || Math.abs(sample.value() - value) < 1e-9);
        }
    }

    @Test
    void callsAreMeasuredWhereTheyAreAnsweredAndWhereTheyAreAsked() throws InterruptedException {
        String server = "request_duration_seconds";
        assertThat(last(find("cart", server + CallMetrics.RATE, Map.of())))
                .isCloseTo(4, within(0.01));
        assertThat(last(find("cart", server + CallMetrics.AVERAGE, Map.of())))
                .isBetween(0.079, 0.081);
        Series errors = find("cart", server + CallMetrics.ERRORS, Map.of());
        assertThat(errors.values()[40]).isZero();
        assertThat(last(errors)).isBetween(0.49, 0.51);
        assertThat(last(find("cart", server + " p95", Map.of()))).isBetween(0.5, 0.6);

        Map<String, String> byFront = Map.of(CallMetrics.CALLER, "front");
        String client = "client_duration_seconds";
        assertThat(last(find("cart", client + CallMetrics.RATE + CallMetrics.SEEN, byFront)))
                .isCloseTo(4, within(0.01));
        assertThat(last(find("cart", client + CallMetrics.ERRORS + CallMetrics.SEEN, byFront)))
                .isBetween(0.49, 0.51);
        assertThat(
                        last(
                                find(
                                        "pg-main",
                                        client + CallMetrics.ERRORS + CallMetrics.SEEN,
                                        Map.of(CallMetrics.CALLER, "cart"))))
                .isZero();
        assertThat(last(find("front", server + CallMetrics.RATE, Map.of())))
                .isCloseTo(4, within(0.01));
        assertThat(last(find("front-1", server + CallMetrics.RATE, Map.of())))
                .isCloseTo(2, within(0.01));
        assertThat(last(find("pg-main", "connections_used", Map.of()))).isBetween(20.0, 22.0);
    }

    @Test
    void itsEventsAreWhatWasChangedAndWhatFired() throws InterruptedException {
        List<Occurrence> events =
                all(source().events(Selection.of(Set.of("cart"), Shop.WINDOW, PLENTY)));
        long begin = Shop.at(Shop.TROUBLE);
        assertThat(events)
                .filteredOn(e -> e.group().equals("changes"))
                .allMatch(e -> e.time() >= begin && e.time() <= begin + Shop.INTERVAL)
                .extracting(Occurrence::text)
                .containsExactlyInAnyOrder(
                        "the process was restarted",
                        "version 1.5 replaced 1.4",
                        "its configuration was changed: it asks 10.9.9.9:6379, which it did not"
                                + " before");
        assertThat(events)
                .filteredOn(e -> !e.group().equals("changes"))
                .extracting(e -> e.group() + ": " + e.fields().get("alertname"))
                .containsExactly("alert history: CartSlow", "alerts: CartFails");
        assertThat(events)
                .filteredOn(e -> e.group().equals("alert history"))
                .allMatch(e -> Math.abs(e.time() - Shop.at(20)) <= Shop.INTERVAL)
                // Prometheus takes a sample that no other follows for one of five minutes.
                .allMatch(e -> e.until() >= Shop.at(38) && e.until() <= Shop.at(60));
    }

    @Test
    void oneKindOfEventsAndFewOfThemCanBeAskedFor() throws InterruptedException {
        Answer<List<Occurrence>> changes =
                source().events(new Selection(Set.of("cart"), Set.of("changes"), Shop.WINDOW, 2));
        assertThat(changes)
                .isInstanceOfSatisfying(
                        Answer.Partial.class,
                        partial ->
                                assertThat(partial.missing()).isEqualTo("only the latest 2 of 3"));
        assertThat(changes.data().orElseThrow()).hasSize(2);
    }

    @Test
    void metricsAndNamesAreKnown() throws InterruptedException {
        assertThat(all(source().metrics()))
                .extracting(m -> m.group() + "." + m.metric())
                .contains("pg.connections_used", "http.request_duration_seconds");
        assertThat(all(source().findNamed("cart-1:8080 is slow, front-2 too")).entities())
                .extracting(Entity::id)
                .contains("cart", "front-2");
        assertThat(
                        new Question.Measurements(
                                        Selection.of(Set.of("tempo"), Shop.WINDOW, PLENTY))
                                .ask(environment())
                                .data())
                .isPresent();
    }
}
