package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.CallMetrics;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks for the values of entities over time. */
final class SeriesReader {
    /** Expressions that are joined to one request; more make it slow and its failure costly. */
    private static final int MAX_JOINED = 12;

    /** Marks which expression of a request a series is of. */
    private static final String MARK = "nocturne_term";

    private final PrometheusApi api;
    private final PrometheusSettings.Limits limits;
    private final Catalogue catalogue;
    private final Grid grid;
    private final Terms terms;

    SeriesReader(
            PrometheusApi api, PrometheusSettings.Limits limits, Catalogue catalogue, Grid grid) {
        this.api = api;
        this.limits = limits;
        this.catalogue = catalogue;
        this.grid = grid;
        this.terms = new Terms(catalogue.identities(), catalogue.peers(), grid.rateWindow());
    }

    /**
     * What was found.
     *
     * @param missing why it is not all, a clause each
     * @param failed if nothing could be asked
     */
    record Found(
            List<Series> series,
            Set<String> missing,
            Optional<Reply.Failed<List<ApiSeries>>> failed,
            int requests) {}

    Found read(Selection selection) throws InterruptedException {
        List<Term> wanted = terms(selection);
        Set<String> missing = new LinkedHashSet<>();
        int most = limits.queries() * MAX_JOINED;
        if (wanted.size() > most) {
            missing.add(
                    "only "
                            + most
                            + " of "
                            + wanted.size()
                            + " metrics, because one question may make "
                            + limits.queries()
                            + " requests");
            wanted = wanted.subList(0, most);
        }
        List<Requests.Batch> batches = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i += MAX_JOINED) {
            batches.add(
                    new Requests.Batch(wanted.subList(i, Math.min(wanted.size(), i + MAX_JOINED))));
        }
        Requests requests = new Requests(api, grid, MARK);
        requests.ask(batches);
        missing.addAll(requests.warnings());
        Map<String, Map<String, Series>> byEntity = new TreeMap<>();
        int values = 0;
        int left = 0;
        for (Requests.Answered answered : requests.answered()) {
            for (ApiSeries one : answered.series()) {
                Optional<Series> series = series(answered.term(), one, selection);
                if (series.isEmpty()) {
                    continue;
                }
                if (values + series.get().size() > selection.limit()) {
                    left++;
                    continue;
                }
                values += series.get().size();
                byEntity.computeIfAbsent(series.get().entity(), e -> new TreeMap<>())
                        .put(series.get().name() + series.get().labels(), series.get());
            }
        }
        if (left > 0) {
            missing.add(
                    left
                            + " series are left out, because the answer is limited to "
                            + selection.limit()
                            + " values");
        }
        List<Series> all = new ArrayList<>();
        byEntity.values().forEach(own -> all.addAll(own.values()));
        return new Found(all, missing, requests.failure(), batches.size());
    }

    private Optional<Series> series(Term term, ApiSeries one, Selection selection) {
        Map<String, String> labels = new HashMap<>(one.labels());
        labels.remove(MARK);
        Optional<String> entity =
                term.peerLabel().isPresent()
                        ? Optional.ofNullable(labels.remove(term.peerLabel().get()))
                                .flatMap(catalogue.identities()::resolve)
                        : catalogue.identities().measured(labels);
        if (entity.isEmpty() || !selection.covers(entity.get()) || one.size() == 0) {
            return Optional.empty();
        }
        Map<String, String> others = new TreeMap<>();
        Set<String> identity = catalogue.identities().identityLabels();
        if (term.peerLabel().isPresent()) {
            catalogue
                    .identities()
                    .measured(labels)
                    .ifPresent(who -> others.put(CallMetrics.CALLER, who));
        }
        labels.forEach((label, value) -> {
            if (!identity.contains(label) && !label.startsWith("__")) {
                others.put(label, value);
            }
        });
        String metric =
                term.peerLabel().isPresent() ? term.metric() + CallMetrics.SEEN : term.metric();
        Window window = selection.window();
        Series series =
                new Series(
                        term.group(),
                        metric,
                        entity.get(),
                        others,
                        one.times(),
                        finite(one.values()));
        return Trim.to(window, series.askedBy(term.promql()));
    }

    /** What is infinite is no measurement: a share of nothing, a quantile beyond all bounds. */
    private static double[] finite(double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isInfinite(value) ? Double.NaN : value)
                .toArray();
    }

    private List<Term> terms(Selection selection) {
        Identities identities = catalogue.identities();
        List<Known> asked =
                selection.entities().isEmpty()
                        ? List.copyOf(identities.all())
                        : selection.entities().stream()
                                .flatMap(id -> identities.get(id).stream())
                                .toList();
        Map<String, Set<String>> own = new LinkedHashMap<>();
        Map<String, Set<String>> wholes = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        Set<String> withInstances = new TreeSet<>();
        identities.all().forEach(k -> k.whole().ifPresent(withInstances::add));
        for (Known known : asked) {
            known.own().ifPresent(o -> add(own, o));
            known.own()
                    .filter(o -> !o.isOfInstance() && withInstances.contains(known.id()))
                    .ifPresent(o -> add(wholes, o));
            names.addAll(known.names());
        }
        Map<String, Term> found = new LinkedHashMap<>();
        for (Family family : catalogue.families()) {
            own.forEach((label, values) -> {
                if (family.has(label) && mayHave(family, label, values)) {
                    put(found, terms.own(family, List.of(PromQl.Matcher.oneOf(label, values))));
                }
            });
            wholes.forEach((label, values) -> {
                if (family.has(label) && mayHave(family, label, values)) {
                    put(
                            found,
                            terms.ofWhole(
                                    family, List.of(PromQl.Matcher.oneOf(label, values)), label));
                }
            });
            catalogue
                    .peers()
                    .labelOf(family)
                    .filter(label -> mayHave(family, label, names))
                    .ifPresent(label -> put(found, peerTerms(family, label, names)));
        }
        return found.values().stream()
                .filter(term -> isWanted(term, selection.names()))
                .sorted(Comparator.comparingInt(Term::importance))
                .toList();
    }

    private List<Term> peerTerms(Family family, String label, Set<String> names) {
        Set<String> callers = new TreeSet<>();
        LabelWords.SERVICE.stream().filter(family::has).findFirst().ifPresent(callers::add);
        return terms.ofPeers(family, List.of(PromQl.Matcher.oneOf(label, names)), label, callers);
    }

    private static void add(Map<String, Set<String>> to, Known.Own own) {
        to.computeIfAbsent(own.label(), l -> new TreeSet<>()).add(own.value());
    }

    private static void put(Map<String, Term> to, Collection<Term> terms) {
        terms.forEach(term -> to.putIfAbsent(term.promql(), term));
    }

    private static boolean mayHave(Family family, String label, Set<String> values) {
        Set<String> seen = family.values(label);
        return seen.size() >= FamilyReader.MAX_VALUES || seen.stream().anyMatch(values::contains);
    }

    private static boolean isWanted(Term term, Set<String> names) {
        return names.isEmpty()
                || names.contains(term.metric())
                || names.contains(term.metric() + CallMetrics.SEEN)
                || names.contains(term.group() + "." + term.metric());
    }
}
