package dev.nocturne.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.process.Distribution.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cache that makes starts fast, and starts where it cannot be used. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CacheIT {
    private static final String CACHE = "nocturne.aot";

    /** Makes the JVM refuse to start without a cache that fits. */
    private static final Map<String, String> ONLY_WITH_CACHE =
            Map.of("NOCTURNE_JAVA_OPTS", "-XX:AOTMode=on");

    @TempDir private Path home;

    @Test
    void theCacheFitsAlsoWhereTheDistributionWasMoved() throws IOException {
        try (Distribution distribution = Distribution.in(home)) {
            Path moved = copy("another place");
            Path built = lib(Distribution.launcher()).resolve(CACHE);
            Files.createSymbolicLink(lib(moved).resolve(CACHE), built);
            for (Path launcher : List.of(Distribution.launcher(), moved)) {
                Ran ran =
                        Distribution.end(
                                distribution.start(ONLY_WITH_CACHE, launcher, "pack", "list"));
                assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
            }
        }
    }

    @Test
    void withoutACacheOrWithOneThatDoesNotFitEverythingIsTheSame() throws IOException {
        try (Distribution distribution = Distribution.in(home)) {
            Ran expected = distribution.run("pack", "list");
            Path copied = copy("copy");
            Path cache = lib(copied).resolve(CACHE);
            byte[] beginning = beginning();
            for (byte[] content : List.of(new byte[0], "garbage".getBytes(UTF_8), beginning)) {
                Files.write(cache, content);
                assertSame(distribution, copied, expected);
            }
            Ran refused =
                    Distribution.end(distribution.start(ONLY_WITH_CACHE, copied, "pack", "list"));
            assertThat(refused.code()).as(refused.out()).isNotZero();
            Files.delete(cache);
            assertSame(distribution, copied, expected);
        }
    }

    @Test
    void sqliteIsNotUnpackedByEachProcess() throws IOException {
        Path nowhere = home.resolve("none");
        try (Distribution distribution = Distribution.in(home)) {
            Ran ran =
                    Distribution.end(
                            distribution.start(
                                    Map.of(
                                            "NOCTURNE_JAVA_OPTS",
                                            "-Djava.io.tmpdir=" + nowhere,
                                            "NOCTURNE_DATA",
                                            home.resolve("data").toString()),
                                    Distribution.launcher(),
                                    "investigate"));
            assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        }
    }

    private static void assertSame(Distribution distribution, Path launcher, Ran expected) {
        Ran ran = Distribution.end(distribution.start(Map.of(), launcher, "pack", "list"));
        assertThat(ran).isEqualTo(expected);
        Ran wrong = Distribution.end(distribution.start(Map.of(), launcher, "frobnicate"));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).startsWith("nocturne: ");
    }

    /** What a full disk may leave of the cache. */
    private static byte[] beginning() throws IOException {
        try (var in = Files.newInputStream(lib(Distribution.launcher()).resolve(CACHE))) {
            return in.readNBytes(1 << 20);
        }
    }

    private static Path lib(Path launcher) {
        return launcher.resolveSibling("../lib").normalize();
    }

    /** A distribution of the same jars and packs without a cache; returns its launcher. */
    private Path copy(String name) throws IOException {
        Path copy = home.resolve(name);
        Path bin = Files.createDirectories(copy.resolve("bin"));
        Path lib = Files.createDirectories(copy.resolve("lib"));
        try (Stream<Path> jars = Files.list(lib(Distribution.launcher()))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
            }
        }
        Files.createSymbolicLink(
                copy.resolve("scenarios"), Distribution.pack("online-shop").getParent());
        return Files.copy(
                Distribution.launcher(),
                bin.resolve("nocturne"),
                StandardCopyOption.COPY_ATTRIBUTES);
    }
}
