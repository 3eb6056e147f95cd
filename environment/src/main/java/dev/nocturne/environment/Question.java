package dev.nocturne.environment;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.environment.names.NamedEntities;
import dev.nocturne.environment.topology.Topology;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Something an investigation asks its environment. A question is data: it is written to the
 * session's log with its answer, and can be asked again.
 *
 * @param <T> what the answer holds
 */
public sealed interface Question<T> {
    /** Asks the sources that have the ability, in order, until one has data. */
    Answer<T> ask(Environment environment) throws InterruptedException;

    /** What can be asked here, and which entities the text names. */
    record Overview(String text) implements Question<EnvironmentOverview> {
        @Override
        public Answer<EnvironmentOverview> ask(Environment environment)
                throws InterruptedException {
            return EnvironmentOverview.of(environment, text);
        }
    }

    /** Which entities the text names. */
    record Names(String text) implements Question<NamedEntities> {
        @Override
        public Answer<NamedEntities> ask(Environment environment) throws InterruptedException {
            return Asking.first(
                    environment, TopologySource.class, source -> source.findNamed(text));
        }
    }

    /**
     * How entities are related.
     *
     * @param around ids of the entities to begin at, if there are more than {@code limit}
     * @param limit the most entities to return
     */
    record Surroundings(Set<String> around, int limit) implements Question<Topology> {
        public Surroundings {
            around = Collections.unmodifiableSet(new LinkedHashSet<>(around));
        }

        @Override
        public Answer<Topology> ask(Environment environment) throws InterruptedException {
            return Asking.first(
                    environment, TopologySource.class, source -> source.topology(around, limit));
        }
    }

    /** Who can be sent. */
    record People() implements Question<FieldForce> {
        @Override
        public Answer<FieldForce> ask(Environment environment) throws InterruptedException {
            return Asking.first(environment, TopologySource.class, TopologySource::fieldForce);
        }
    }

    /** Which alarms were raised. */
    record Alarms(Selection selection) implements Question<List<Alarm>> {
        @Override
        public Answer<List<Alarm>> ask(Environment environment) throws InterruptedException {
            return Asking.first(environment, AlarmSource.class, source -> source.alarms(selection));
        }
    }

    /** What was measured. */
    record Measurements(Selection selection) implements Question<List<Series>> {
        @Override
        public Answer<List<Series>> ask(Environment environment) throws InterruptedException {
            return Asking.first(
                    environment, MetricSource.class, source -> source.series(selection));
        }
    }

    /** Which states were observed. */
    record States(Selection selection) implements Question<List<StateSeries>> {
        @Override
        public Answer<List<StateSeries>> ask(Environment environment) throws InterruptedException {
            return Asking.first(environment, StateSource.class, source -> source.states(selection));
        }
    }

    /** What happened. */
    record Events(Selection selection) implements Question<List<Occurrence>> {
        @Override
        public Answer<List<Occurrence>> ask(Environment environment) throws InterruptedException {
            return Asking.first(environment, EventSource.class, source -> source.events(selection));
        }
    }

    /** What is written down: agreements, duties. */
    record Rows(int limit) implements Question<List<TableRow>> {
        @Override
        public Answer<List<TableRow>> ask(Environment environment) throws InterruptedException {
            return Asking.first(environment, RowSource.class, source -> source.rows(limit));
        }
    }

    /**
     * Which runbooks or earlier incidents fit.
     *
     * @param words separated by spaces
     */
    record Documents(Kind kind, String words, int limit) implements Question<Passages> {
        @Override
        public Answer<Passages> ask(Environment environment) throws InterruptedException {
            return Asking.first(
                    environment, DocumentSource.class, source -> source.search(kind, words, limit));
        }
    }
}
