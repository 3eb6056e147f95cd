package dev.nocturne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    private static final String HEAD =
            "Limit                     Soft Limit           Hard Limit           Units";

    @Test
    void theSoftLimitIsRead() {
        String row = "Max open files            1024                 524288               files";
        assertThat(OpenFiles.limit(List.of(HEAD, row))).hasValue(1_024);
    }

    @Test
    void noLimitIsEmpty() {
        String row = "Max open files            unlimited            unlimited            files";
        assertThat(OpenFiles.limit(List.of(HEAD, row))).isEmpty();
        assertThat(OpenFiles.limit(List.of(HEAD))).isEmpty();
    }
}
