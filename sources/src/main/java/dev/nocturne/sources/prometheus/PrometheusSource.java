package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.AlertSource;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.EventSource;
import dev.nocturne.environment.FieldForce;
import dev.nocturne.environment.FiringAlert;
import dev.nocturne.environment.Health;
import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.MetricSource;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.TopologySource;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.names.NameSearch;
import dev.nocturne.environment.names.NamedEntities;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A server that speaks the API of Prometheus. What it knows of entities follows from the labels of
 * its series; which of them ask which others, from labels that name both or are measured at one.
 */
public final class PrometheusSource
        implements TopologySource, MetricSource, EventSource, AlertSource {
    private static final String LANGUAGE = "promql";
    private static final Window ANY_TIME = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    private final PrometheusSettings settings;
    private final InstantSource clock;
    private final PrometheusApi api;
    private final Catalogues catalogues;

    /**
     * @param rules what an operator says about entities
     * @param clock for what is now
     */
    public PrometheusSource(PrometheusSettings settings, EntityRules rules, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.api = new PrometheusApi(settings);
        this.catalogues = new Catalogues(new CatalogueReader(api, rules), clock);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Health health() throws InterruptedException {
        return new ServerHealth(api).at(clock.instant());
    }

    @Override
    public Answer<List<FiringAlert>> alerts(Instant at) throws InterruptedException {
        return switch (new FiringAlerts(api).at(at, clock.instant())) {
            case Reply.Failed<List<FiringAlert>>(var reason, var message) ->
                    new Answer.Failed<>(reason, message, provenance("nocturne", "alerts"));
            case Reply.Found<List<FiringAlert>>(var alerts, var warnings) ->
                    alerts.isEmpty()
                            ? new Answer.NoData<>(provenance(LANGUAGE, FiringAlerts.QUERY))
                            : answer(alerts, warnings, provenance(LANGUAGE, FiringAlerts.QUERY));
        };
    }

    @Override
    public Answer<NamedEntities> findNamed(String text) throws InterruptedException {
        Provenance provenance = provenance("nocturne", "entities named in the text");
        return switch (catalogues.around(Set.of())) {
            case Reply.Failed<Catalogue>(var reason, var message) ->
                    new Answer.Failed<>(reason, message, provenance);
            case Reply.Found<Catalogue>(Catalogue catalogue, var _) -> {
                NamedEntities named = named(text, catalogue);
                yield named.entities().isEmpty() && named.unknown().isEmpty()
                        ? new Answer.NoData<>(provenance)
                        : new Answer.Complete<>(named, provenance);
            }
        };
    }

    /** The server's rules; none where they cannot be asked, since alerts are known without them. */
    private List<ApiRule> rules() throws InterruptedException {
        return api.rules() instanceof Reply.Found<List<ApiRule>>(var rules, var _)
                ? rules
                : List.of();
    }

    /** What the text names, and what exports the metrics of the rules it names. */
    private NamedEntities named(String text, Catalogue catalogue) throws InterruptedException {
        Topology topology = TopologyAnswers.of(catalogue);
        NamedEntities named = new NameSearch(topology.entities()).find(text);
        List<ApiRule> rules = rules();
        AlertEntities alerts = new AlertEntities(catalogue, rules);
        Set<Entity> all = new LinkedHashSet<>(named.entities());
        for (ApiRule rule : rules) {
            if (text.contains(rule.name())) {
                alerts.exporters(rule.name())
                        .forEach(id -> topology.entity(id).ifPresent(all::add));
            }
        }
        return new NamedEntities(List.copyOf(all), named.unknown());
    }

    @Override
    public Answer<Topology> topology(Set<String> around, int limit) throws InterruptedException {
        Provenance provenance =
                provenance(
                        "nocturne",
                        around.isEmpty()
                                ? "all entities and relations that labels show"
                                : "entities and relations that labels show, around "
                                        + String.join(", ", around));
        return switch (catalogues.around(around)) {
            case Reply.Failed<Catalogue>(var reason, var message) ->
                    new Answer.Failed<>(reason, message, provenance);
            case Reply.Found<Catalogue>(Catalogue catalogue, List<String> warnings) -> {
                TopologyAnswers.Part part =
                        TopologyAnswers.around(TopologyAnswers.of(catalogue), around, limit);
                List<String> missing = new ArrayList<>(warnings);
                if (part.truncated()) {
                    missing.add("only the " + limit + " nearest entities");
                }
                catalogue
                        .restricted()
                        .ifPresent(near ->
                                missing.add(
                                        "relations only of "
                                                + near.size()
                                                + " services that were near"));
                yield part.topology().entities().isEmpty()
                        ? new Answer.NoData<>(provenance)
                        : answer(part.topology(), missing, provenance);
            }
        };
    }

    @Override
    public int size() {
        return catalogues.size();
    }

    @Override
    public Answer<FieldForce> fieldForce() {
        return new Answer.NoData<>(provenance("nocturne", "people are not known to metrics"));
    }

    @Override
    public Answer<List<MetricInfo>> metrics() throws InterruptedException {
        Provenance provenance = provenance("nocturne", "metrics");
        return switch (catalogues.around(Set.of())) {
            case Reply.Failed<Catalogue>(var reason, var message) ->
                    new Answer.Failed<>(reason, message, provenance);
            case Reply.Found<Catalogue>(Catalogue catalogue, List<String> warnings) -> {
                List<MetricInfo> infos =
                        catalogue.families().stream()
                                .map(family -> Naming.of(family.name()))
                                .map(n -> new MetricInfo(n.group(), n.rest(), Map.of()))
                                .toList();
                yield infos.isEmpty() && catalogue.identities().all().isEmpty()
                        ? new Answer.NoData<>(provenance)
                        : answer(
                                infos.isEmpty()
                                        ? List.of(new MetricInfo("metric", "up", Map.of()))
                                        : infos,
                                warnings,
                                provenance);
            }
        };
    }

    @Override
    public Answer<List<Series>> series(Selection selection) throws InterruptedException {
        String asked =
                selection.entities().isEmpty()
                        ? "all entities"
                        : String.join(", ", selection.entities());
        Reply<Catalogue> read = catalogues.around(selection.entities());
        if (!(read instanceof Reply.Found<Catalogue>(Catalogue catalogue, var _))) {
            Reply.Failed<Catalogue> failed = (Reply.Failed<Catalogue>) read;
            return new Answer.Failed<>(
                    failed.reason(), failed.message(), provenance(LANGUAGE, "metrics of " + asked));
        }
        long now = clock.instant().toEpochMilli();
        Window window = selection.window();
        // A time that is asked for is given as a whole; else what shows what is usual.
        Grid grid =
                window.from() == Long.MIN_VALUE
                        ? Grid.of(window, now, catalogue.interval())
                        : Grid.whole(window, now, catalogue.interval());
        Provenance provenance =
                new Provenance(
                        name(),
                        LANGUAGE,
                        "metrics of "
                                + asked
                                + ", rates over "
                                + grid.rateWindow()
                                + ", every "
                                + grid.step() / 1000
                                + " s",
                        new Window(grid.from(), grid.until()),
                        clock.instant());
        if (grid.isEmpty()) {
            return new Answer.NoData<>(provenance);
        }
        SeriesReader.Found found =
                new SeriesReader(api, settings.limits(), catalogue, grid).read(selection);
        if (found.failed().isPresent()) {
            return new Answer.Failed<>(
                    found.failed().get().reason(), found.failed().get().message(), provenance);
        }
        return found.series().isEmpty() && found.missing().isEmpty()
                ? new Answer.NoData<>(provenance)
                : answer(found.series(), List.copyOf(found.missing()), provenance);
    }

    @Override
    public Answer<List<Occurrence>> events(Selection selection) throws InterruptedException {
        Provenance none = provenance(LANGUAGE, "changes and alerts");
        Reply<Catalogue> read = catalogues.around(selection.entities());
        if (!(read instanceof Reply.Found<Catalogue>(Catalogue catalogue, var _))) {
            Reply.Failed<Catalogue> failed = (Reply.Failed<Catalogue>) read;
            return new Answer.Failed<>(failed.reason(), failed.message(), none);
        }
        Grid grid =
                Grid.of(selection.window(), clock.instant().toEpochMilli(), catalogue.interval());
        Provenance provenance =
                new Provenance(
                        name(),
                        LANGUAGE,
                        "beginnings of processes, versions, and alerts that fired",
                        new Window(grid.from(), grid.until()),
                        clock.instant());
        if (grid.isEmpty()) {
            return new Answer.NoData<>(provenance);
        }
        Set<String> missing = new LinkedHashSet<>();
        List<Occurrence> all =
                new ArrayList<>(new ChangeReader(api, catalogue, grid).read(missing));
        List<ApiRule> rules = rules();
        all.addAll(new AlertHistory(api, new AlertEntities(catalogue, rules), grid).read(missing));
        List<Occurrence> wanted =
                all.stream()
                        .filter(o -> selection.covers(o.entity()))
                        .filter(o ->
                                selection.names().isEmpty()
                                        || selection.names().contains(o.group()))
                        .filter(o ->
                                o.time() <= selection.window().until()
                                        && o.until() >= selection.window().from())
                        .sorted(Comparator.comparingLong(Occurrence::time))
                        .toList();
        if (wanted.size() > selection.limit()) {
            missing.add("only the latest " + selection.limit() + " of " + wanted.size());
            wanted = wanted.subList(wanted.size() - selection.limit(), wanted.size());
        }
        return wanted.isEmpty() && missing.isEmpty()
                ? new Answer.NoData<>(provenance)
                : answer(wanted, List.copyOf(missing), provenance);
    }

    @Override
    public Answer<Set<String>> groups() {
        return new Answer.Complete<>(
                Set.of(ChangeReader.GROUP, AlertHistory.GROUP, AlertHistory.OVER),
                provenance("nocturne", "what this source writes down"));
    }

    private static <T> Answer<T> answer(T found, List<String> missing, Provenance provenance) {
        return missing.isEmpty()
                ? new Answer.Complete<>(found, provenance)
                : new Answer.Partial<>(
                        found,
                        missing.stream().limit(3).collect(Collectors.joining("; ")),
                        provenance);
    }

    private Provenance provenance(String language, String query) {
        return new Provenance(name(), language, query, ANY_TIME, clock.instant());
    }
}
