package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReaderTest {
    private static final long START = 1_700_000_010_000L;
    private static final long DAY = 24 * 3_600_000L;

    @TempDir private Path folder;

    /** Two samples a minute apart of each series. */
    private static String data(String... series) {
        StringBuilder text = new StringBuilder();
        for (String one : series) {
            text.append(one + " 1 " + START / 1000 + "\n");
            text.append(one + " 2 " + (START / 1000 + 60) + "\n");
        }
        return text.append("# EOF\n").toString();
    }

    private static List<String> ids(Catalogue catalogue) {
        return catalogue.identities().all().stream().map(Known::id).toList();
    }

    private static List<String> edges(Catalogue catalogue) {
        return catalogue.edges().stream().map(e -> e.caller() + "->" + e.callee()).toList();
    }

    @Test
    void withoutAUsualLabelTheOneThatHoldsTheEndsOfCallsNamesServices() throws Exception {
        String data =
                data(
                        "calls_total{client=\"shop\",server=\"cart\"}",
                        "calls_total{client=\"cart\",server=\"stock\"}",
                        "queue_depth{app=\"shop\",shelf=\"low\"}",
                        "queue_depth{app=\"cart\",shelf=\"high\"}",
                        "queue_depth{app=\"stock\",shelf=\"low\"}");
        try (PrometheusServer server = PrometheusServer.start(folder, data, "")) {
            CatalogueReader reader = new CatalogueReader(Apis.open(server.url()), EntityRules.NONE);
            Catalogue catalogue = Apis.all(reader.read(START + 60_000, Set.of()));
            assertThat(ids(catalogue)).containsExactlyInAnyOrder("shop", "cart", "stock");
            assertThat(edges(catalogue)).containsExactlyInAnyOrder("shop->cart", "cart->stock");

            Catalogue later = Apis.all(reader.read(START + 3 * DAY, Set.of()));
            assertThat(ids(later)).containsExactlyInAnyOrderElementsOf(ids(catalogue));
        }
    }

    @Test
    void namesThatNoQueryCanHoldPlainlyAreReadAndAskedFor() throws Exception {
        String name = "a \\\"b\\\" {c} \\\\d|e.*";
        String data =
                data(
                        "queue_depth{job=\"" + name + "\",instance=\"x:1\"}",
                        "queue_depth{job=\"plain\",instance=\"y:1\"}");
        try (PrometheusServer server = PrometheusServer.start(folder, data, "")) {
            PrometheusApi api = Apis.open(server.url());
            Catalogue catalogue =
                    Apis.all(
                            new CatalogueReader(api, EntityRules.NONE)
                                    .read(START + 60_000, Set.of()));
            String id = "a \"b\" {c} \\d|e.*";
            assertThat(ids(catalogue)).containsExactlyInAnyOrder(id, "plain");
            Terms terms = new Terms(catalogue.identities(), catalogue.peers(), "60s");
            Term term =
                    terms.own(
                                    catalogue.families().getFirst(),
                                    List.of(PromQl.Matcher.oneOf("job", Set.of(id, "none"))))
                            .getFirst();
            assertThat(Apis.all(api.query(term.promql(), START + 60_000)))
                    .singleElement()
                    .satisfies(sample -> {
                        assertThat(catalogue.identities().measured(sample.labels())).contains(id);
                        assertThat(sample.value()).isEqualTo(2);
                    });
        }
    }

    @Test
    void aServerThatHoldsNothingHasNoEntitiesAndOneThatIsGoneNoCatalogue() throws Exception {
        try (PrometheusServer server = PrometheusServer.start(folder, "", "")) {
            Catalogue catalogue =
                    Apis.all(
                            new CatalogueReader(Apis.open(server.url()), EntityRules.NONE)
                                    .read(START, Set.of()));
            assertThat(ids(catalogue)).isEmpty();
            assertThat(catalogue.families()).isEmpty();
        }
        Apis.failure(
                new CatalogueReader(Apis.open(ServerProcess.freeUrl()), EntityRules.NONE)
                        .read(START, Set.of()),
                Answer.Reason.UNREACHABLE);
    }
}
