package dev.nocturne.environment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of one metric of one entity over time. Its arrays are not copied; do not change them.
 */
public final class Series {
    private final String group;
    private final String metric;
    private final String entity;
    private final Map<String, String> labels;
    private final long[] times;
    private final double[] values;
    private final String query;

    /**
     * @param group where the metric is: a table, a job
     * @param metric its name within the group
     * @param entity id of the entity it is measured at
     * @param labels what else distinguishes it from others, such as the instance a client is
     *     connected to
     * @param times epoch milliseconds, ascending
     * @param values the values at those times; NaN where a measurement has none
     */
    public Series(
            String group,
            String metric,
            String entity,
            Map<String, String> labels,
            long[] times,
            double[] values) {
        this(group, metric, entity, labels, times, values, "");
    }

    private Series(
            String group,
            String metric,
            String entity,
            Map<String, String> labels,
            long[] times,
            double[] values,
            String query) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(
                    times.length + " times, " + values.length + " values");
        }
        this.group = group;
        this.metric = metric;
        this.entity = entity;
        this.labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        this.times = times;
        this.values = values;
        this.query = query;
    }

    /** The same, with the query that gives it. */
    public Series askedBy(String exact) {
        return new Series(group, metric, entity, labels, times, values, exact);
    }

    /**
     * The query that gives this series, alone or beside others of its metric, in the language of
     * its source; empty where that is the answer's own query.
     */
    public String query() {
        return query;
    }

    public String group() {
        return group;
    }

    public String metric() {
        return metric;
    }

    public String entity() {
        return entity;
    }

    public Map<String, String> labels() {
        return labels;
    }

    /** Epoch milliseconds, ascending. */
    public long[] times() {
        return times;
    }

    /** The values at those times; NaN where a measurement has none. */
    public double[] values() {
        return values;
    }

    /** {@code group.metric}. */
    public String name() {
        return group + "." + metric;
    }

    public int size() {
        return times.length;
    }
}
