package dev.nocturne.sources.pack.answer;

import dev.nocturne.environment.AlarmSource;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.DocumentSource;
import dev.nocturne.environment.EventSource;
import dev.nocturne.environment.FieldForce;
import dev.nocturne.environment.MetricInfo;
import dev.nocturne.environment.MetricSource;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.RowSource;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.StateSource;
import dev.nocturne.environment.TableRow;
import dev.nocturne.environment.TopologySource;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passage;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.environment.names.NameSearch;
import dev.nocturne.environment.names.NamedEntities;
import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Subgraph;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.knowledge.SearchHit;
import dev.nocturne.sources.pack.knowledge.SearchResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a pack holds. Telemetry is read from memory; the query of an answer is the SQL that
 * gives the same rows.
 */
final class PackSource
        implements TopologySource,
                MetricSource,
                StateSource,
                AlarmSource,
                EventSource,
                RowSource,
                DocumentSource {
    static final String NAME = "pack";

    private static final Window ANY_TIME = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    private final Pack pack;
    private final InstantSource clock;
    private final NameSearch names;
    private final SeriesAnswers series;
    private final StateAnswers states;
    private final AlarmAnswers alarms;
    private final EventAnswers events;
    private final RowAnswers rows;

    PackSource(Pack pack, InstantSource clock) {
        this.pack = pack;
        this.clock = clock;
        this.names = new NameSearch(pack.topology().entities());
        Tables tables = new Tables(pack);
        this.series = new SeriesAnswers(tables, pack.topology()::contains);
        this.states = new StateAnswers(tables, pack.topology()::contains);
        this.alarms = new AlarmAnswers(tables, pack.topology());
        this.events = new EventAnswers(tables);
        this.rows = new RowAnswers(tables, pack.topology()::contains);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer<NamedEntities> findNamed(String text) {
        NamedEntities named = names.find(text);
        Provenance provenance = provenance("nocturne", "entities named in the text");
        return named.entities().isEmpty() && named.unknown().isEmpty()
                ? new Answer.NoData<>(provenance)
                : new Answer.Complete<>(named, provenance);
    }

    @Override
    public Answer<Topology> topology(Set<String> around, int limit) {
        Topology all = pack.topology();
        if (all.entities().size() <= limit) {
            Provenance provenance = provenance("nocturne", "all entities and relations");
            return all.entities().isEmpty()
                    ? new Answer.NoData<>(provenance)
                    : new Answer.Complete<>(all, provenance);
        }
        Provenance provenance =
                provenance(
                        "nocturne", "entities and relations around " + String.join(", ", around));
        Topology.Walk walk = all.walk(around, Direction.BOTH, r -> true, Integer.MAX_VALUE, limit);
        if (walk.hops().isEmpty()) {
            return new Answer.NoData<>(provenance);
        }
        Subgraph part = all.subgraph(walk.hops().keySet());
        Topology some = Topology.of(all.schema(), part.entities(), part.relations());
        return walk.truncated()
                ? new Answer.Partial<>(
                        some,
                        "only the " + limit + " nearest of " + all.entities().size() + " entities",
                        provenance)
                : new Answer.Complete<>(some, provenance);
    }

    @Override
    public int size() {
        return pack.topology().entities().size();
    }

    @Override
    public Answer<FieldForce> fieldForce() {
        FieldForce people = new FieldForce(pack.roster(), pack.depots());
        Provenance provenance = provenance("nocturne", "field engineers and depots");
        return people.engineers().isEmpty()
                ? new Answer.NoData<>(provenance)
                : new Answer.Complete<>(people, provenance);
    }

    @Override
    public Answer<List<MetricInfo>> metrics() {
        Map<String, Map<String, String>> levels = new HashMap<>();
        pack.manifest()
                .baselines()
                .forEach(b -> levels.put(b.table() + "." + b.metric(), b.levels()));
        List<MetricInfo> metrics =
                series.names().stream()
                        .map(m ->
                                new MetricInfo(
                                        m.group(),
                                        m.metric(),
                                        levels.getOrDefault(
                                                m.group() + "." + m.metric(), Map.of())))
                        .toList();
        Provenance provenance = provenance("nocturne", "metrics and what the pack calls normal");
        return metrics.isEmpty()
                ? new Answer.NoData<>(provenance)
                : new Answer.Complete<>(metrics, provenance);
    }

    @Override
    public Answer<List<Series>> series(Selection selection) {
        return series.select(selection).answer(selection.window(), selection.limit(), clock);
    }

    @Override
    public Answer<List<StateSeries>> states(Selection selection) {
        return states.select(selection).answer(selection.window(), selection.limit(), clock);
    }

    @Override
    public Answer<List<Alarm>> alarms(Selection selection) {
        return alarms.select(selection).answer(selection.window(), selection.limit(), clock);
    }

    @Override
    public Answer<Set<String>> alarmedKinds() {
        return set(alarms.kinds(), "kinds of entities in the alarm tables");
    }

    @Override
    public Answer<List<Occurrence>> events(Selection selection) {
        return events.select(selection).answer(selection.window(), selection.limit(), clock);
    }

    @Override
    public Answer<List<TableRow>> rows(int limit) {
        int all = rows.count();
        Provenance provenance = provenance("sql", rows.query());
        if (all == 0) {
            return new Answer.NoData<>(provenance);
        }
        return all <= limit
                ? new Answer.Complete<>(rows.rows(limit), provenance)
                : new Answer.Partial<>(
                        rows.rows(limit), "only " + limit + " of " + all + " rows", provenance);
    }

    @Override
    public Answer<Set<String>> groups() {
        return set(events.groups(), "tables of events");
    }

    @Override
    public Answer<Set<String>> names() {
        return set(states.names(), "columns of states");
    }

    private Answer<Set<String>> set(Set<String> found, String query) {
        Provenance provenance = provenance("nocturne", query);
        return found.isEmpty()
                ? new Answer.NoData<>(provenance)
                : new Answer.Complete<>(found, provenance);
    }

    @Override
    public Answer<Passages> search(Kind kind, String words, int limit) throws InterruptedException {
        Provenance provenance = provenance("bm25", kind.key() + ": " + words);
        return switch (pack.knowledge().search(kind, words, limit)) {
            case SearchResult.SearchFailed failed ->
                    new Answer.Failed<>(Answer.Reason.TIME_LIMIT, failed.message(), provenance);
            case SearchResult.Found found ->
                    found.hits().isEmpty()
                            ? new Answer.NoData<>(provenance)
                            : new Answer.Complete<>(passages(kind, found), provenance);
        };
    }

    private Passages passages(Kind kind, SearchResult.Found found) {
        List<Passage> passages = new ArrayList<>();
        for (SearchHit hit : found.hits()) {
            Optional<Document> document = pack.knowledge().document(kind, hit.documentId());
            document.ifPresent(d ->
                    passages.add(
                            new Passage(
                                    d, hit.title(), hit.content(), hit.score(), hit.chunkId())));
        }
        return new Passages(passages, found.total());
    }

    private Provenance provenance(String language, String query) {
        return new Provenance(NAME, language, query, ANY_TIME, clock.instant());
    }
}
