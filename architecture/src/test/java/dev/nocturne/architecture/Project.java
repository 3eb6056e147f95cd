package dev.nocturne.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources and compiled classes of all modules, found by path beside this module. */
final class Project {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

    private Project() {}

    /** The modules of the root pom. */
    static List<String> modules() {
        return MODULE.matcher(read(ROOT.resolve("pom.xml")))
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    /** The modules that have main Java sources. */
    static List<String> javaModules() {
        return modules().stream().filter(m -> Files.isDirectory(sourceFolder(m))).toList();
    }

    /** The compiled main classes of these modules. */
    static JavaClasses classes() {
        return new ClassFileImporter()
                .importPaths(javaModules().stream().map(Project::classFolder).toList());
    }

    /** The main source files of a module as paths without extension: {@code dev/nocturne/.../X}. */
    static Set<String> sourceNames(String module) {
        return names(sourceFolder(module), ".java");
    }

    /** The compiled top-level classes of a module, named like its sources. */
    static Set<String> classNames(String module) {
        return names(classFolder(module), ".class");
    }

    private static Set<String> names(Path folder, String extension) {
        Set<String> names = new TreeSet<>();
        for (Path file : files(folder)) {
            String name = folder.relativize(file).toString();
            if (name.endsWith(extension) && !name.contains("$")) {
                names.add(name.substring(0, name.length() - extension.length()));
            }
        }
        return names;
    }

    private static Path sourceFolder(String module) {
        return ROOT.resolve(module).resolve("src/main/java");
    }

    private static Path classFolder(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    /** All regular files below a folder, in the order of their names. */
    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
