package dev.nocturne.environment;

import java.util.List;

/** Knows numbers that are measured over time. */
public interface MetricSource extends Source {
    /** What is measured, with what its owner calls normal. */
    Answer<List<MetricInfo>> metrics() throws InterruptedException;

    /** The series that have values in the window, in the order of entities, then of metrics. */
    Answer<List<Series>> series(Selection selection) throws InterruptedException;
}
