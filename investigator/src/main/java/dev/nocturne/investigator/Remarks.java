package dev.nocturne.investigator;

import dev.nocturne.core.event.Visualization;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.EnvironmentOverview;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.environment.names.UnknownName;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.investigator.action.Librarian;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.analysis.Analyst;
import dev.nocturne.investigator.cause.CauseFinder;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Storm;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.report.Views;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an answer means for the investigation, in words and as pictures. */
final class Remarks {
    /**
     * @param words what was found; the first line is the finding
     * @param views tables and graphs of it
     * @param count how much was returned: "12 alarms"
     */
    record Remark(String words, List<Visualization> views, String count) {}

    private static final int MAX_CHARTS = 8;

    private final String text;
    private final Analyst analyst;

    /** {@code text} is the alert. */
    Remarks(String text, Analyst analyst) {
        this.text = text;
        this.analyst = analyst;
    }

    /** {@code after}: everything known, the part included. */
    Remark on(Topic topic, Part<?> part, Snapshot after) {
        Remark remark =
                switch (part.question()) {
                    case Question.Overview _ -> overview(after);
                    case Question.Alarms _ -> alarms(part, after);
                    case Question.Surroundings _ -> surroundings(after);
                    case Question.Measurements _ ->
                            topic == Topic.VALUES ? values(part) : measurements(after);
                    case Question.Documents documents ->
                            documents(documents, after, topic == Topic.RUNBOOKS);
                    case Question.People _ -> people(after);
                    case Question.Events _ -> events(part, after);
                    case Question.States _ -> states(part, after);
                    case Question.Names _, Question.Rows _ ->
                            new Remark(count(part), List.of(), count(part));
                };
        return part.answer() instanceof Answer.Partial<?> partial
                ? new Remark(
                        remark.words() + " Not complete: " + partial.missing() + ".",
                        remark.views(),
                        remark.count())
                : remark;
    }

    private static String count(Part<?> part) {
        int size = part.answer().data().orElse(null) instanceof List<?> list ? list.size() : 0;
        return Say.count(size, "item", "items");
    }

    private Remark overview(Snapshot after) {
        EnvironmentOverview overview = after.overview();
        List<String> named = overview.named().entities().stream().map(Entity::id).toList();
        StringBuilder words = new StringBuilder();
        words.append(
                named.isEmpty()
                        ? "The alert names no known entity"
                        : "The alert names " + Say.list(named, 8));
        // What is open at the end of recorded data says nothing of an alert of another time.
        if (overview.live()
                || CauseFinder.stormWindow(analyst.read(text, after))
                        .contains(overview.now().toEpochMilli())) {
            words.append(TelemetryDesk.saidOfOpen(overview));
        }
        words.append('.');
        for (UnknownName unknown : overview.named().unknown()) {
            words.append(' ').append(unknown.words());
        }
        String count = Say.count(named.size(), "entity", "entities");
        return new Remark(words.toString(), List.of(), count);
    }

    private Remark alarms(Part<?> part, Snapshot after) {
        Alert alert = analyst.read(text, after);
        Storm storm = new CauseFinder(after, analyst.graph(after)).storm(alert);
        List<Alarm> listed = after.alarms();
        // Those of the incident; of the hours before only where there are none.
        List<Alarm> shown = storm.all().isEmpty() ? listed : storm.all();
        return new Remark(
                TelemetryDesk.saidOfAlarms(storm),
                List.of(Views.alarms(shown, part.answer().provenance().query())),
                Say.count(listed.size(), "alarm", "alarms"));
    }

    private static Remark events(Part<?> part, Snapshot after) {
        List<Occurrence> events = after.events();
        String query = part.answer().provenance().query();
        Optional<Occurrence> last =
                events.reversed().stream()
                        .filter(e -> !e.entity().isEmpty() && !e.text().isEmpty())
                        .findFirst();
        return new Remark(
                events.isEmpty()
                        ? "No events."
                        : Say.count(events.size(), "event", "events")
                                + last.map(e -> "; the last is " + e.entity() + ": " + e.text())
                                        .orElse("."),
                List.of(Views.events(events, query)),
                Say.count(events.size(), "event", "events"));
    }

    private static Remark states(Part<?> part, Snapshot after) {
        List<StateSeries> states = new ArrayList<>();
        for (Entity entity : after.topology().entities()) {
            states.addAll(after.states(entity.id()));
        }
        String count = Say.count(states.size(), "state", "states");
        return new Remark(
                states.isEmpty() ? "No states are known." : count + " known.",
                List.of(Views.states(states, part.answer().provenance().query())),
                count);
    }

    private Remark surroundings(Snapshot after) {
        Alert alert = analyst.read(text, after);
        DependencyGraph graph = analyst.graph(after);
        Storm storm = new CauseFinder(after, graph).storm(alert);
        List<Integer> starts = GraphDesk.starts(graph, alert, storm);
        return new Remark(
                GraphDesk.saidOfSurroundings(graph, starts),
                List.of(GraphDesk.surroundings(graph, starts)),
                Say.count(after.topology().entities().size(), "entity", "entities")
                        + ", "
                        + Say.count(after.topology().relations().size(), "relation", "relations"));
    }

    private Remark measurements(Snapshot after) {
        Finding finding = analyst.analyse(text, after).finding();
        Part<List<Series>> part = after.of(Question.Measurements.class).getLast();
        List<Series> series = part.answer().data().orElse(List.of());
        long values = series.stream().mapToLong(Series::size).sum();
        return new Remark(
                TelemetryDesk.saidOfMetrics(finding),
                TelemetryDesk.metrics(finding, part),
                Say.amount(values) + " values of " + Say.count(series.size(), "metric", "metrics"));
    }

    private static Remark values(Part<?> part) {
        List<Series> series = new ArrayList<>();
        if (part.answer().data().isPresent()
                && part.answer().data().get() instanceof List<?> list) {
            list.forEach(item -> series.add((Series) item));
        }
        long values = series.stream().mapToLong(Series::size).sum();
        String query = part.answer().provenance().query();
        return new Remark(
                series.isEmpty()
                        ? "There are no values."
                        : Say.amount(values)
                                + " values of "
                                + Say.list(series.stream().map(Series::metric).toList(), 8)
                                + ".",
                series.stream().limit(MAX_CHARTS).map(s -> Views.values(s, query)).toList(),
                Say.amount(values) + " values");
    }

    private Remark documents(Question.Documents question, Snapshot after, boolean books) {
        Passages passages = after.passages(question.kind()).orElse(new Passages(List.of(), 0));
        List<Match> matches = Librarian.choose(passages, analyst.analyse(text, after).traits());
        String one = books ? "runbook" : "ticket";
        String many = books ? "runbooks" : "tickets";
        StringBuilder said = new StringBuilder();
        if (matches.isEmpty()) {
            said.append("No matching ").append(one).append(".");
        } else {
            said.append(Say.count(matches.size(), one, many))
                    .append(matches.size() == 1 ? " matches: " : " match: ")
                    .append(Say.list(matches.stream().map(Match::id).toList(), 3))
                    .append(".\n");
            matches.forEach(m ->
                    said.append("\n- **")
                            .append(m.id())
                            .append("** ")
                            .append(m.title())
                            .append(": ")
                            .append(m.why()));
        }
        String agent = books ? Specialists.RUNBOOKS : Specialists.TICKETS;
        return new Remark(
                said.toString(),
                List.of(Views.documents(said.toString(), agent, matches)),
                Say.count(passages.total(), "passage", "passages"));
    }

    private static Remark people(Snapshot after) {
        int engineers = after.fieldForce().map(p -> p.engineers().size()).orElse(0);
        String said =
                engineers == 0
                        ? "This environment has no field engineers."
                        : Say.count(engineers, "field engineer", "field engineers") + " known.";
        return new Remark(said, List.of(), Say.count(engineers, "person", "people"));
    }
}
