package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.session.StopCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMarkTest {
    @TempDir Path data;

    private RunMark set() throws IOException {
        return RunMark.set(data, data.resolve("oom").toString());
    }

    @Test
    void aFirstStartAndAStartAfterAPlannedStopAreNotCrashes() throws IOException {
        RunMark first = set();
        assertThat(first.lastStop()).isEqualTo(StopCause.SHUTDOWN);
        first.remove();
        assertThat(set().lastStop()).isEqualTo(StopCause.SHUTDOWN);
    }

    @Test
    void aRemainingMarkMeansACrash() throws IOException {
        set();
        assertThat(set().lastStop()).isEqualTo(StopCause.CRASH);
    }

    @Test
    void theMarkOfTheJvmMeansOutOfMemoryAndCountsOnce() throws IOException {
        set();
        Files.createFile(data.resolve("oom"));
        assertThat(set().lastStop()).isEqualTo(StopCause.OUT_OF_MEMORY);
        assertThat(set().lastStop()).isEqualTo(StopCause.CRASH);
    }

    @Test
    void aMarkLeftByAnEarlierProcessIsNotTakenForOneOfThisProcess() throws IOException {
        Files.createFile(data.resolve("oom"));
        set();
        assertThat(set().lastStop()).isEqualTo(StopCause.CRASH);
    }
}
