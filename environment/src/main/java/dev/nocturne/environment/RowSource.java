package dev.nocturne.environment;

import java.util.List;

/** Knows what is written down in tables beside what is measured and what happened. */
public interface RowSource extends Source {
    /** At most {@code limit} rows, tables in order; the answer says when there are more. */
    Answer<List<TableRow>> rows(int limit) throws InterruptedException;
}
