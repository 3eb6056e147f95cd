package dev.nocturne.server.environments;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.environment.Answer;

/** Why a request cannot be answered that a source should have answered. */
final class SourceFailures {
    private SourceFailures() {}

    static <T> Result<T> refuse(Answer.Failed<?> failed) {
        return Result.rejected(
                ErrorCode.SOURCE_UNAVAILABLE,
                "The source "
                        + failed.provenance().source()
                        + " could not be asked: "
                        + failed.message()
                        + ".");
    }
}
