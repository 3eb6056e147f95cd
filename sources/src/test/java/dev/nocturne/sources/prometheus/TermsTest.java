package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TermsTest {
    private static final List<PromQl.Matcher> CART = List.of(PromQl.Matcher.equal("job", "cart"));

    private record Read(Identities identities, Peers peers, List<Family> families) {
        Family family(String name) {
            return families.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
        }

        Terms terms() {
            return new Terms(identities, peers, "60s");
        }

        List<Term> own(String name) {
            return terms().own(family(name), CART);
        }
    }

    private static Read read(EntityRules rules, String text) {
        List<Map<String, String>> series = LabelSets.of(text);
        Identities first = Identities.of(rules, series, Set.of(), Set.of());
        Set<String> names = new HashSet<>();
        first.all().forEach(known -> names.addAll(known.names()));
        Peers peers = Peers.of(series, names, first.identityLabels());
        return new Read(
                Identities.of(rules, series, peers.names(), peers.databases()),
                peers,
                new FamilyReader(Map.of()).read(series));
    }

    private static Read read(String text) {
        return read(EntityRules.NONE, text);
    }

    private static List<String> names(List<Term> terms) {
        return terms.stream().map(term -> term.group() + "." + term.metric()).toList();
    }

    private static List<String> queries(List<Term> terms) {
        return terms.stream().map(Term::promql).toList();
    }

    @Test
    void aHistogramGivesTheRateTheAverageTheTailAndTheShareOfFailures() {
        List<Term> terms =
                read("""
                http_request_seconds_count job=cart instance=a:1 status=200
                http_request_seconds_count job=cart instance=a:1 status=503
                http_request_seconds_sum job=cart instance=a:1 status=200
                """)
                        .own("http_request_seconds");
        assertThat(names(terms))
                .containsExactly(
                        "http.request_seconds calls per second",
                        "http.request_seconds average",
                        "http.request_seconds p95",
                        "http.request_seconds error share");
        String count =
                "sum by (instance,job) (rate(http_request_seconds_count{job=\"cart\"}[60s]))";
        String bad =
                "sum by (instance,job) (rate(http_request_seconds_count{job=\"cart\",status!~\""
                        + LabelWords.goodOutcomes()
                        + "\"}[60s]))";
        assertThat(queries(terms))
                .containsExactly(
                        count,
                        "sum by (instance,job) (rate(http_request_seconds_sum{job=\"cart\"}[60s]))"
                                + " / ("
                                + count
                                + " > 0)",
                        "histogram_quantile(0.95, sum by (instance,job, le)"
                                + " (rate(http_request_seconds_bucket{job=\"cart\"}[60s])))",
                        "(" + bad + " or 0 * " + count + ") / (" + count + " > 0)");
        assertThat(terms).allMatch(term -> term.peerLabel().isEmpty());
    }

    @Test
    void whatDoesNotSayHowItEndedIsNoFailure() {
        assertThat("").matches(LabelWords.goodOutcomes());
        assertThat("200").matches(LabelWords.goodOutcomes());
        assertThat("OK").matches(LabelWords.goodOutcomes());
        assertThat(List.of("500", "2000", "timeout", "not ok"))
                .noneMatch(value -> value.matches(LabelWords.goodOutcomes()));
    }

    @Test
    void aSummaryHasNoTailThatCanBeAddedUp() {
        assertThat(
                        names(
                                read("""
                                rpc_seconds job=cart quantile=0.9
                                rpc_seconds_count job=cart
                                rpc_seconds_sum job=cart
                                """)
                                        .own("rpc_seconds")))
                .containsExactly("rpc.seconds calls per second", "rpc.seconds average");
    }

    @Test
    void aCounterGivesItsRateAndWithOutcomesTheShareOfFailures() {
        Read read =
                read(
                        """
                        disk_errors_total job=cart
                        orders_placed_total job=cart result=ok
                        orders_placed_total job=cart result=failed
                        """);
        assertThat(queries(read.own("disk_errors_total")))
                .containsExactly("sum by (job) (rate(disk_errors_total{job=\"cart\"}[60s]))");
        assertThat(names(read.own("disk_errors_total"))).containsExactly("disk.errors per second");
        assertThat(names(read.own("orders_placed_total")))
                .containsExactly("orders.placed error share", "orders.placed calls per second");
    }

    @Test
    void aCounterOfIdleTimeGivesTheBusyShare() {
        assertThat(
                        queries(
                                read("""
                                node_cpu_seconds_total job=cart mode=idle
                                node_cpu_seconds_total job=cart mode=user
                                """)
                                        .own("node_cpu_seconds_total")))
                .containsExactly(
                        "1 - sum by (job)"
                                + " (rate(node_cpu_seconds_total{job=\"cart\",mode=\"idle\"}[60s])) /"
                                + " (sum by (job) (rate(node_cpu_seconds_total{job=\"cart\"}[60s])) >"
                                + " 0)");
    }

    @Test
    void aGaugeIsAddedUpWhereItsUnitAllowsAndByItsOnlyPart() {
        Read read =
                read(
                        """
                        app_queue_depth job=cart lane=slow
                        app_queue_depth job=cart lane=fast
                        app_heap_used_ratio job=cart
                        app_queue_usage job=cart lane=slow shard=1
                        app_queue_usage job=cart lane=fast shard=2
                        """);
        assertThat(queries(read.own("app_queue_depth")))
                .containsExactly("sum by (job,lane) (app_queue_depth{job=\"cart\"})");
        assertThat(queries(read.own("app_heap_used_ratio")))
                .containsExactly("max by (job) (app_heap_used_ratio{job=\"cart\"})");
        assertThat(queries(read.own("app_queue_usage")))
                .containsExactly("sum by (job) (app_queue_usage{job=\"cart\"})");
    }

    @Test
    void whatSaysNothingIsNotAsked() {
        Read read =
                read(
                        """
                        app_zonk job=cart
                        app_queue_depth_config job=cart
                        build_info job=cart version=1
                        go_memstats_heap_bytes job=cart
                        process_start_time_seconds job=cart
                        """);
        assertThat(read.families()).hasSize(5).allMatch(f -> read.own(f.name()).isEmpty());
    }

    @Test
    void callsAreGroupedByTheirCallersAndTheOneThatIsCalled() {
        Read read =
                read(
                        """
                        up job=cart
                        client_calls_total job=shop peer=cart status=200
                        client_calls_total job=shop peer=cart status=500
                        """);
        List<Term> terms =
                read.terms()
                        .ofPeers(
                                read.family("client_calls_total"),
                                List.of(PromQl.Matcher.oneOf("peer", List.of("cart", "cart:80"))),
                                "peer",
                                Set.of("job"));
        assertThat(names(terms))
                .containsExactly("client.calls error share", "client.calls calls per second");
        assertThat(terms.getLast().promql())
                .isEqualTo(
                        "sum by (job,peer)"
                                + " (rate(client_calls_total{peer=~\"cart|cart:80\"}[60s]))");
        assertThat(terms).allMatch(term -> term.peerLabel().equals(Optional.of("peer")));
    }

    @Test
    void ofAWholeItsCallsAreAskedAndNotItsLoad() {
        Read read =
                read(
                        """
                        app_queue_depth job=cart
                        disk_errors_total job=cart
                        rpc_seconds_count job=cart
                        rpc_seconds_sum job=cart
                        """);
        assertThat(
                        read.families().stream()
                                .flatMap(f -> read.terms().ofWhole(f, CART, "job").stream())
                                .map(Term::metric))
                .containsExactly("seconds calls per second", "seconds average", "seconds p95");
    }

    @Test
    void namesAndValuesOfOthersAreNoPartOfTheQuery() {
        EntityRules rules = new EntityRules(List.of("service.name"), Map.of(), List.of());
        Read read = read(rules, "http.server.errors_total service.name=cart");
        List<Term> terms =
                read.terms()
                        .own(
                                read.family("http.server.errors_total"),
                                List.of(PromQl.Matcher.equal("service.name", "x\"} or up{job=\"")));
        assertThat(queries(terms))
                .containsExactly(
                        "sum by (\"service.name\") (rate({__name__=\"http.server.errors_total\","
                                + "\"service.name\"=\"x\\\"} or up{job=\\\"\"}[60s]))");
    }

    @Test
    void failuresAndTimesAreAskedFirst() {
        Read read =
                read(
                        """
                        app_queue_depth job=cart
                        disk_errors_total job=cart
                        pages_served_total job=cart
                        """);
        List<Term> terms = new ArrayList<>();
        for (Family family : read.families()) {
            terms.addAll(read.own(family.name()));
        }
        assertThat(terms.stream().sorted((a, b) -> a.importance() - b.importance()))
                .extracting(Term::metric)
                .containsExactly("errors per second", "queue_depth", "served per second");
    }

    @Test
    void theSameDataUnderOtherNamesGiveTheSameKindsOfTerms() {
        String text =
                """
                up job=shop instance=shop-1:80
                up job=cart instance=cart-1:80
                up job=stock instance=stock-1:80
                client_seconds_count job=shop instance=shop-1:80 peer=cart status=200
                client_seconds_count job=shop instance=shop-1:80 peer=stock status=500
                client_seconds_sum job=shop instance=shop-1:80 peer=stock status=200
                queue_depth job=cart instance=cart-1:80
                """;
        String other =
                text.replace("peer=", "remote_party=")
                        .replace("status=", "outcome=")
                        .replace("client_seconds", "acme_outbound_took_seconds")
                        .replace("queue_depth", "acme_backlog_depth");
        assertThat(kinds(read(other))).isEqualTo(kinds(read(text))).hasSize(10);
    }

    /** Of each family, how each of its terms ends, whether as measured or as seen by callers. */
    private static List<String> kinds(Read read) {
        List<String> kinds = new ArrayList<>();
        for (Family family : read.families()) {
            String rest = Naming.of(family.name()).rest();
            for (Term term : read.terms().own(family, List.of())) {
                kinds.add("own" + term.metric().substring(rest.length()));
            }
            read.peers()
                    .labelOf(family)
                    .ifPresent(label ->
                            read.terms()
                                    .ofPeers(family, List.of(), label, Set.of("job"))
                                    .forEach(term ->
                                            kinds.add(
                                                    "seen"
                                                            + term.metric()
                                                                    .substring(rest.length()))));
        }
        return kinds.stream().sorted().toList();
    }
}
