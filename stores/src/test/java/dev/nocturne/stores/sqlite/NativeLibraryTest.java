package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

class NativeLibraryTest {
    @TempDir private Path folder;

    @Test
    void theDriversLibraryIsUnpackedAndReplaced() throws IOException {
        NativeLibrary.unpack(folder);
        Path library = only();
        assertThat(Files.readAllBytes(library)).isEqualTo(ofTheDriver());
        Files.writeString(library.resolveSibling(library.getFileName() + ".new"), "left behind");
        NativeLibrary.unpack(folder);
        assertThat(only()).isEqualTo(library);
        assertThat(Files.readAllBytes(library)).isEqualTo(ofTheDriver());
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> NativeLibrary.unpack(folder.resolve("none")))
                .isInstanceOf(IOException.class);
    }

    private static byte[] ofTheDriver() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (var in = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        }
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
