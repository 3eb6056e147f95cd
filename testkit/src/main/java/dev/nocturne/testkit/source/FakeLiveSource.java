package dev.nocturne.testkit.source;

import dev.nocturne.environment.AlertSource;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.FieldForce;
import dev.nocturne.environment.FiringAlert;
import dev.nocturne.environment.Health;
import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.MetricSource;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.TopologySource;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.names.NamedEntities;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A live source of a shop with two services, of which one needs the other: it always has the same
 * trouble, that began ten minutes ago, or is down.
 */
public final class FakeLiveSource implements TopologySource, MetricSource, AlertSource {
    private static final Duration TROUBLE = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int STEPS = 60;

    private final InstantSource clock;
    private volatile boolean down;

    /** {@code clock}: for what is now. */
    public FakeLiveSource(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on every question fails, or none. */
    public void setDown(boolean down) {
        this.down = down;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Health health() {
        return down
                ? new Health(Health.Status.DOWN, "It refuses connections; start it.")
                : new Health(Health.Status.WELL, "A fake, always well.");
    }

    @Override
    public Answer<List<FiringAlert>> alerts(Instant at) {
        Instant since = clock.instant().minus(TROUBLE);
        if (at.isBefore(since)) {
            return answer(List.of());
        }
        return answer(
                List.of(
                        new FiringAlert(
                                "CatalogSlow",
                                Map.of("alertname", "CatalogSlow", "service", "catalog"),
                                Map.of("summary", "catalog answers slowly"),
                                since.toEpochMilli(),
                                FiringAlert.State.FIRING,
                                "latency_seconds > 1")));
    }

    @Override
    public Answer<NamedEntities> findNamed(String text) {
        List<Entity> named =
                entities().stream().filter(entity -> text.contains(entity.id())).toList();
        return answer(new NamedEntities(named, List.of()));
    }

    @Override
    public Answer<Topology> topology(Set<String> around, int limit) {
        return answer(
                Topology.of(
                        new GraphSchema(List.of(), List.of()),
                        entities(),
                        List.of(
                                new Relation(
                                        "storefront-needs-catalog",
                                        "needs",
                                        "storefront",
                                        "catalog",
                                        Map.of()))));
    }

    private static List<Entity> entities() {
        return List.of(
                new Entity("storefront", "Service", Map.of()),
                new Entity("catalog", "Service", Map.of()));
    }

    @Override
    public int size() {
        return entities().size();
    }

    @Override
    public Answer<FieldForce> fieldForce() {
        return down ? failed() : new Answer.NoData<>(provenance());
    }

    @Override
    public Answer<List<MetricInfo>> metrics() {
        return answer(List.of(new MetricInfo("shop", "latency_seconds", Map.of())));
    }

    @Override
    public Answer<List<Series>> series(Selection selection) {
        List<Series> series = new ArrayList<>();
        for (Entity entity : entities()) {
            if (selection.covers(entity.id())
                    && (selection.names().isEmpty()
                            || selection.names().contains("latency_seconds"))) {
                series.add(series(entity, selection.window()));
            }
        }
        return answer(series);
    }

    /** A value a minute for an hour: a tenth of a second, or two in the trouble. */
    private Series series(Entity entity, Window window) {
        Instant now = clock.instant();
        List<Instant> times = new ArrayList<>();
        for (int i = STEPS; i > 0; i--) {
            Instant time = now.minus(STEP.multipliedBy(i));
            if (window.contains(time.toEpochMilli())) {
                times.add(time);
            }
        }
        return new Series(
                "shop",
                "latency_seconds",
                entity.id(),
                Map.of(),
                times.stream().mapToLong(Instant::toEpochMilli).toArray(),
                times.stream()
                        .mapToDouble(time -> time.isBefore(now.minus(TROUBLE)) ? 0.1 : 2.0)
                        .toArray());
    }

    private <T> Answer<T> answer(T found) {
        return down ? failed() : new Answer.Complete<>(found, provenance());
    }

    private <T> Answer<T> failed() {
        return new Answer.Failed<>(
                Answer.Reason.UNREACHABLE, "it refuses connections", provenance());
    }

    private Provenance provenance() {
        Instant now = clock.instant();
        return new Provenance(name(), "nocturne", "", Window.until(now), now);
    }
}
