package dev.nocturne.bench.lab;

import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.WrongRun;
import java.io.IOException;
import java.util.List;

/** Something that is measured: one class each, in the package {@code figure}. */
public interface Figure {
    /** The word on the command line. */
    String name();

    /** What it measures and beside what, in a sentence. */
    String about();

    /**
     * Measures. What was delivered is checked on the way: a run that lost, repeated or disordered
     * an event fails with {@link WrongRun}.
     */
    List<Row> run(Lab lab) throws IOException, InterruptedException;
}
