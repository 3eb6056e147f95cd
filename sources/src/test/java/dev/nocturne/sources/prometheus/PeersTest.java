package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static Peers peers(List<Map<String, String>> series) {
        Identities first = Identities.of(EntityRules.NONE, series, Set.of(), Set.of());
        Set<String> names = new HashSet<>();
        first.all().forEach(known -> names.addAll(known.names()));
        return Peers.of(series, names, first.identityLabels());
    }

    private static List<String> edges(String text) {
        List<Map<String, String>> series = LabelSets.of(text);
        Peers peers = peers(series);
        Identities identities =
                Identities.of(EntityRules.NONE, series, peers.names(), peers.databases());
        return peers.edges(series, identities).stream()
                .map(edge -> edge.caller() + "->" + edge.callee())
                .toList();
    }

    @Test
    void byConventionOneKnownNameIsEnoughAndTheOthersAreOutside() {
        String text =
                """
                up job=shop instance=shop-1:80
                up job=cart instance=cart-1:80
                client_seconds_count job=shop instance=shop-1:80 peer=cart
                client_seconds_count job=shop instance=shop-1:80 peer=pay.example.com
                """;
        Peers peers = peers(LabelSets.of(text));
        assertThat(peers.labels()).containsExactly("peer");
        assertThat(peers.names()).containsExactly("cart", "pay.example.com");
        assertThat(edges(text)).containsExactly("shop->cart", "shop->pay.example.com");
    }

    @Test
    void aLabelOfAnyNameIsAPeerByItsValues() {
        String text =
                """
                up job=shop
                up job=cart
                up job=stock
                asks_total job=shop zonk=cart
                asks_total job=shop zonk=stock
                asks_total job=cart zonk=stock:8080
                """;
        assertThat(peers(LabelSets.of(text)).labels()).containsExactly("zonk");
        assertThat(edges(text)).containsExactly("shop->cart", "shop->stock", "cart->stock");
    }

    @Test
    void aLabelOfAnyNameThatMostlyNamesOtherThingsIsNone() {
        assertThat(
                        peers(
                                        LabelSets.of(
                                                """
                                                up job=shop
                                                up job=cart
                                                up job=stock
                                                seen_total job=shop page=cart
                                                seen_total job=shop page=stock
                                                seen_total job=shop page=home
                                                seen_total job=shop page=about
                                                """))
                                .labels())
                .isEmpty();
    }

    @Test
    void aLabelThatNamesItsOwnServiceIsNone() {
        assertThat(
                        peers(
                                        LabelSets.of(
                                                """
                                                up job=shop app=shop
                                                up job=cart app=cart
                                                up job=stock app=stock
                                                requests_total job=cart app=cart
                                                """))
                                .labels())
                .isEmpty();
    }

    @Test
    void routesThatAreCalledLikeServicesAreNone() {
        assertThat(
                        peers(
                                        LabelSets.of(
                                                """
                                                up job=shop
                                                up job=cart
                                                up job=stock
                                                requests_total job=shop route=cart
                                                requests_total job=shop route=stock
                                                """))
                                .labels())
                .isEmpty();
    }

    @Test
    void aLabelIsAPeerOnlyAtMetricsWhereItNamesOthers() {
        String text =
                """
                up job=shop
                up job=cart
                handled_seconds_count job=cart server_address=cart
                handled_seconds_count job=shop server_address=shop
                sent_seconds_count job=shop server_address=cart
                """;
        Peers peers = peers(LabelSets.of(text));
        List<Family> families = new FamilyReader(Map.of()).read(LabelSets.of(text));
        assertThat(families)
                .filteredOn(family -> peers.labelOf(family).isPresent())
                .extracting(Family::name)
                .containsExactly("sent_seconds_count");
        assertThat(edges(text)).containsExactly("shop->cart");
    }

    @Test
    void ofTwoLabelsThatNameEntitiesOneAsksAndTheOtherAnswers() {
        assertThat(
                        edges(
                                """
                                up job=tempo
                                up job=shop
                                up job=cart
                                service_graph_total job=tempo client=shop server=cart
                                service_graph_total job=tempo client=cart server=redis
                                """))
                .containsExactly("shop->cart", "cart->redis");
    }

    @Test
    void callersAreWholesAndAnInstanceDoesNotAskItsOwnWhole() {
        assertThat(
                        edges(
                                """
                                up job=shop instance=shop-1:80
                                up job=shop instance=shop-2:80
                                up job=cart instance=cart-1:80
                                client_total job=shop instance=shop-1:80 peer=cart
                                client_total job=shop instance=shop-2:80 peer=cart
                                client_total job=shop instance=shop-1:80 peer=shop-2
                                """))
                .containsExactly("shop->cart");
    }

    @Test
    void whatIsAskedByTheMetricsOfDatabasesIsOne() {
        assertThat(
                        peers(
                                        LabelSets.of(
                                                """
                                                up job=shop
                                                up job=postgres instance=pg:9187
                                                db_client_seconds_count job=shop peer=pg
                                                client_seconds_count job=shop peer=redis kind=database
                                                client_seconds_count job=shop peer=pay
                                                """))
                                .databases())
                .containsExactlyInAnyOrder("pg", "redis");
    }

    @Test
    void theSameDataUnderOtherNamesOfMetricsAndLabelsAreTheSameCalls() {
        String text =
                """
                up job=shop instance=shop-1:80
                up job=cart instance=cart-1:80
                up job=stock instance=stock-1:80
                client_seconds_count job=shop instance=shop-1:80 peer=cart status=200
                client_seconds_count job=shop instance=shop-1:80 peer=stock status=500
                client_seconds_sum job=cart instance=cart-1:80 peer=stock status=200
                """;
        assertThat(
                        edges(
                                text.replace("peer=", "remote_party=")
                                        .replace("status=", "outcome=")
                                        .replace("client_seconds", "acme_outbound_took")))
                .isEqualTo(edges(text))
                .containsExactly("shop->cart", "shop->stock", "cart->stock");
    }
}
