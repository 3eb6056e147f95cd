package dev.nocturne.environment;

import java.util.Optional;

/**
 * What came of a question that was asked. That a question was not asked is not an answer: the
 * snapshot says so.
 */
public sealed interface Answer<T> {
    Provenance provenance();

    /** What was found; absent when nothing was. */
    Optional<T> data();

    /** All there is. */
    record Complete<T>(T found, Provenance provenance) implements Answer<T> {
        @Override
        public Optional<T> data() {
            return Optional.of(found);
        }
    }

    /**
     * A part of what there is.
     *
     * @param missing a clause that says what is missing and why: "values of 12 of 40 entities,
     *     because the answer is limited to 200,000 values"
     */
    record Partial<T>(T found, String missing, Provenance provenance) implements Answer<T> {
        @Override
        public Optional<T> data() {
            return Optional.of(found);
        }
    }

    /** The source has nothing of that kind. */
    record NoData<T>(Provenance provenance) implements Answer<T> {
        @Override
        public Optional<T> data() {
            return Optional.empty();
        }
    }

    /**
     * The source could not be asked.
     *
     * @param message a clause for users: "it did not answer within 10 s"
     */
    record Failed<T>(Reason reason, String message, Provenance provenance) implements Answer<T> {
        @Override
        public Optional<T> data() {
            return Optional.empty();
        }
    }

    /** Why a source could not be asked. */
    enum Reason {
        TIME_LIMIT,
        TOO_LARGE,
        UNREACHABLE,
        /** It does not let us: a missing or wrong credential, a missing permission. */
        FORBIDDEN,
        /** It does not understand the question. */
        REFUSED,
        /** Its answer cannot be read. */
        UNREADABLE
    }
}
