package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertEntitiesTest {
    private static final Catalogue CATALOGUE =
            catalogue(
                    LabelSets.of(
                            """
                            up job=shop instance=shop-1:80
                            up job=shop instance=shop-2:80
                            up job=cart instance=cart-1:80
                            up job=stock instance=stock-1:80
                            client_total job=shop instance=shop-1:80 peer=cart
                            cart_seconds_count job=cart instance=cart-1:80
                            cart_seconds_sum job=cart instance=cart-1:80
                            orders_total job=shop instance=shop-1:80
                            orders_total job=cart instance=cart-1:80
                            orders_total job=stock instance=stock-1:80
                            """));

    private static Catalogue catalogue(List<Map<String, String>> series) {
        Identities first = Identities.of(EntityRules.NONE, series, Set.of(), Set.of());
        Set<String> names = new HashSet<>();
        first.all().forEach(known -> names.addAll(known.names()));
        Peers peers = Peers.of(series, names, first.identityLabels());
        Identities all = Identities.of(EntityRules.NONE, series, peers.names(), peers.databases());
        return new Catalogue(
                all,
                peers.edges(series, all),
                peers,
                new FamilyReader(Map.of()).read(series),
                15_000,
                0,
                Optional.empty());
    }

    private static AlertEntities of(String expression) {
        return new AlertEntities(
                CATALOGUE, List.of(new ApiRule("Slow", expression, 0, Map.of(), Map.of(), "")));
    }

    @Test
    void anAlertIsAboutWhatItsLabelsName() {
        AlertEntities alerts = of("vector(1)");
        assertThat(alerts.of(Map.of("alertname", "Slow", "job", "cart"))).contains("cart");
        assertThat(alerts.of(Map.of("alertname", "Slow", "job", "shop", "instance", "shop-2:80")))
                .contains("shop-2");
        assertThat(alerts.of(Map.of("alertname", "Slow", "peer", "cart"))).contains("cart");
    }

    @Test
    void withoutSuchALabelItIsAboutTheOnlyOneThatExportsItsMetrics() {
        Map<String, String> labels = Map.of("alertname", "Slow");
        assertThat(of("sum(rate(cart_seconds_count[1m])) > 5").of(labels)).contains("cart");
        assertThat(of("sum(rate(cart_seconds_bucket[1m])) > 5").of(labels)).contains("cart");
        assertThat(of("sum(rate(orders_total[1m])) > 5").of(labels)).isEmpty();
        assertThat(of("my_cart_seconds > 5").of(labels)).isEmpty();
        assertThat(of("cart_seconds_count > 5").of(Map.of("alertname", "Other"))).isEmpty();
    }

    @Test
    void aMetricThatManyExportSaysNothing() {
        assertThat(of("orders_total > 5").exporters("Slow")).isEmpty();
        assertThat(of("client_total > 5").exporters("Slow")).containsExactly("shop");
    }
}
