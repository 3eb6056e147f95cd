package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Health;
import java.time.Instant;
import java.util.List;

/** Whether a server answers, and whether it has fresh samples. */
final class ServerHealth {
    private final PrometheusApi api;

    ServerHealth(PrometheusApi api) {
        this.api = api;
    }

    Health at(Instant now) throws InterruptedException {
        long time = now.toEpochMilli();
        Reply<List<ApiSample>> down = api.query("count(up == 0)", time);
        Reply<List<ApiSample>> all = api.query("count(up)", time);
        if (all instanceof Reply.Failed<List<ApiSample>>(var _, String message)) {
            return new Health(Health.Status.DOWN, message);
        }
        String product =
                api.build() instanceof Reply.Found<ApiBuild>(ApiBuild build, var _)
                        ? product(build)
                        : "a server that does not say what it is";
        int targets = count(all);
        if (targets == 0) {
            return new Health(
                    Health.Status.LIMITED,
                    product + " answers, but has no samples of targets of the last minutes");
        }
        int unscraped = count(down);
        return new Health(
                Health.Status.WELL,
                product
                        + " answers; "
                        + targets
                        + (targets == 1 ? " target" : " targets")
                        + (unscraped == 0 ? ", all scraped" : ", " + unscraped + " not scraped"));
    }

    private static String product(ApiBuild build) {
        String name =
                switch (build.product()) {
                    case PROMETHEUS -> "Prometheus";
                    case VICTORIA_METRICS -> "VictoriaMetrics";
                    case OTHER -> "a server with the API of Prometheus";
                };
        return build.version().isEmpty() ? name : name + " " + build.version();
    }

    private static int count(Reply<List<ApiSample>> reply) {
        return reply instanceof Reply.Found<List<ApiSample>>(List<ApiSample> samples, var _)
                        && !samples.isEmpty()
                ? (int) samples.getFirst().value()
                : 0;
    }
}
