package dev.nocturne.stores.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.PrivateFiles;
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

    @Test
    void eachProcessFindsTheSameLibraryInTheDataFolder() throws IOException {
        String before = System.getProperty("org.sqlite.lib.path");
        try {
            System.clearProperty("org.sqlite.lib.path");
            NativeLibrary.provide(folder);
            Path found = Path.of(System.getProperty("org.sqlite.lib.path"));
            Path library = found.resolve(LibraryLoaderUtil.getNativeLibName());
            assertThat(library.startsWith(folder)).isTrue();
            assertThat(Files.readAllBytes(library)).isEqualTo(ofTheDriver());
            assertThat(PrivateFiles.isOpenToOthers(library)).isFalse();
            assertThat(PrivateFiles.isOpenToOthers(found)).isFalse();

            Object first = Files.getLastModifiedTime(library);
            System.clearProperty("org.sqlite.lib.path");
            NativeLibrary.provide(folder);
            assertThat(Files.getLastModifiedTime(library)).isEqualTo(first);
        } finally {
            if (before == null) {
                System.clearProperty("org.sqlite.lib.path");
            } else {
                System.setProperty("org.sqlite.lib.path", before);
            }
        }
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
