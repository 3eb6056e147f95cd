package dev.nocturne.sources.pack;

import java.util.List;

/** What became of loading one pack. */
public sealed interface LoadResult {

    /** The pack is sound and ready to be asked. */
    record Loaded(Pack pack) implements LoadResult {}

    /** The pack is wrong; every mistake found is listed, by file and line. */
    record Refused(List<Problem> problems) implements LoadResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
