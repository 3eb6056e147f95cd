package dev.nocturne.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JvmTest {
    @Test
    void referencesRunWithTheHeapOfTheLauncher() throws IOException {
        String launcher = Files.readString(Path.of("../nocturne"));
        assertThat(launcher).contains(Jvm.LIKE_THE_LAUNCHER);
    }
}
