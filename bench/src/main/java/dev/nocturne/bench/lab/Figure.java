package dev.nocturne.bench.lab;

import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.util.List;

/** A figure: one measurement of the report. Each is a class in the package {@code figure}. */
public interface Figure {
    /** The name on the command line. */
    String name();

    /** A sentence that says what it measures and compares. */
    String about();

    /**
     * Measures the figure. It also checks deliveries: a lost, repeated or misplaced event fails the
     * run with {@link WrongRun}.
     */
    List<Row> run(Lab lab) throws IOException, InterruptedException;
}
