package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static Identities read(String series) {
        return read(EntityRules.NONE, series, Set.of(), Set.of());
    }

    private static Identities read(
            EntityRules rules, String series, Set<String> peers, Set<String> databases) {
        return Identities.of(rules, LabelSets.of(series), peers, databases);
    }

    private static List<String> kinds(Identities identities) {
        return identities.all().stream().map(known -> known.id() + " " + known.kind()).toList();
    }

    @Test
    void aServiceWithOneInstanceIsOneEntityUnderAllItsNames() {
        Identities identities = read("up job=cart instance=cart-1:8080");
        assertThat(kinds(identities)).containsExactly("cart service");
        assertThat(List.of("cart", "cart-1", "cart-1:8080", "cart-1:9999"))
                .allMatch(name -> identities.resolve(name).equals(Optional.of("cart")));
        assertThat(identities.measured(Map.of("job", "cart", "instance", "cart-1:8080")))
                .contains("cart");
        assertThat(identities.measured(Map.of("job", "cart"))).contains("cart");
        assertThat(identities.get("cart").orElseThrow().own().orElseThrow().isOfInstance())
                .isFalse();
    }

    @Test
    void aServiceWithSeveralInstancesIsAWholeOfThem() {
        Identities identities =
                read(
                        """
                        up job=cart instance=cart-1:8080
                        up job=cart instance=cart-2:8080
                        """);
        assertThat(kinds(identities))
                .containsExactly("cart service", "cart-1 instance", "cart-2 instance");
        assertThat(identities.get("cart-1").orElseThrow().whole()).contains("cart");
        assertThat(identities.measured(Map.of("job", "cart", "instance", "cart-2:8080")))
                .contains("cart-2");
        assertThat(identities.measured(Map.of("job", "cart"))).contains("cart");
        assertThat(identities.resolve("cart-2:8080")).contains("cart-2");
    }

    @Test
    void instancesOnOneHostAreToldApart() {
        Identities identities =
                read(
                        """
                        up job=cart instance=node:8080
                        up job=cart instance=node:8081
                        """);
        assertThat(kinds(identities))
                .containsExactly("cart service", "node instance", "cart/node:8081 instance");
        assertThat(identities.resolve("node:8081")).contains("cart/node:8081");
    }

    @Test
    void aNameOfTwoEntitiesIsNone() {
        Identities identities =
                read(
                        """
                        up job=cart instance=node:8080
                        up job=orders instance=node:8081
                        """);
        assertThat(identities.resolve("node")).isEmpty();
        assertThat(identities.resolve("node:1")).isEmpty();
        assertThat(identities.resolve("node:8081")).contains("orders");
    }

    @Test
    void aDatabaseIsCalledAsItsCallersCallIt() {
        Identities identities =
                read(
                        EntityRules.NONE,
                        "up job=postgres instance=pg-main:9187",
                        Set.of("pg-main"),
                        Set.of("pg-main"));
        assertThat(kinds(identities)).containsExactly("pg-main database");
        assertThat(identities.measured(Map.of("job", "postgres", "instance", "pg-main:9187")))
                .contains("pg-main");
        assertThat(identities.resolve("postgres")).contains("pg-main");
    }

    @Test
    void whatIsCalledAndHasNoSeriesIsOutsideOrADatabaseAndAnAddressIsNoEntity() {
        Identities identities =
                read(
                        EntityRules.NONE,
                        "up job=cart instance=cart-1:8080",
                        Set.of("pay.example.com", "redis-a", "10.0.0.9:443", "[::1]:80"),
                        Set.of("redis-a"));
        assertThat(kinds(identities))
                .containsExactly("cart service", "pay.example.com external", "redis-a database");
    }

    @Test
    void thePagesThatAProbeAsksAreProbesWithoutAWhole() {
        Identities identities =
                read(
                        """
                        up job=web instance=https://shop.example.com/
                        up job=web instance=https://shop.example.com/cart
                        """);
        assertThat(identities.all()).extracting(Known::kind).containsOnly("probe");
        assertThat(identities.all()).allMatch(known -> known.whole().isEmpty());
        assertThat(identities.measured(Map.of("job", "web"))).isEmpty();
    }

    @Test
    void theLabelsOfTheOperatorComeFirst() {
        EntityRules rules = new EntityRules(List.of("app"), Map.of(), List.of());
        Identities identities =
                read(rules, "up job=kubelet app=cart instance=10.1.1.1:8080", Set.of(), Set.of());
        assertThat(kinds(identities)).containsExactly("cart service");
        assertThat(identities.identityLabels()).contains("app", "job", "instance");
    }

    @Test
    void whatTheOperatorSaysIsTheSameIsOne() {
        EntityRules rules =
                new EntityRules(
                        List.of(), Map.of("payments", List.of("pay", "pay.svc")), List.of());
        Identities identities =
                read(rules, "up job=pay instance=pay-1:80", Set.of("pay.svc"), Set.of());
        assertThat(kinds(identities)).containsExactly("pay service");
        assertThat(identities.resolve("payments")).contains("pay");
        assertThat(identities.resolve("pay.svc")).contains("pay");
    }

    @Test
    void aSeriesWithoutAServiceIsMeasuredNowhere() {
        assertThat(read("up job=cart").measured(Map.of("instance", "cart-1:8080"))).isEmpty();
    }
}
