package dev.nocturne.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dependencies between modules, as ARCHITECTURE.md draws them, and between packages. */
class DependenciesTest {
    /** What each module may use besides itself. A module that is missing here fails the test. */
    private static final Map<String, List<String>> ALLOWED =
            Map.ofEntries(
                    Map.entry("core", List.of()),
                    Map.entry("environment", List.of()),
                    Map.entry("testkit", List.of("core", "environment")),
                    Map.entry("stores", List.of("core")),
                    Map.entry("sources", List.of("environment")),
                    Map.entry("scenarios", List.of()),
                    Map.entry("investigator", List.of("core", "environment")),
                    Map.entry("llm", List.of("core", "environment", "sources")),
                    Map.entry(
                            "server",
                            List.of(
                                    "core",
                                    "stores",
                                    "environment",
                                    "sources",
                                    "investigator",
                                    "llm")),
                    Map.entry(
                            "cli",
                            List.of(
                                    "core",
                                    "stores",
                                    "environment",
                                    "sources",
                                    "investigator",
                                    "llm",
                                    "server")),
                    Map.entry("bench", List.of("core", "stores")));

    private static final JavaClasses NOCTURNE = Project.classes();

    @Test
    void everyModuleIsListedAndCompiledFromItsPresentSources() {
        List<String> modules = Project.javaModules();
        assertThat(modules).containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
        for (String module : modules) {
            assertThat(Project.classNames(module))
                    .describedAs("compiled classes of %s (else build it again)", module)
                    .isEqualTo(Project.sourceNames(module));
            assertThat(Project.sourceNames(module))
                    .allMatch(name -> name.startsWith("dev/nocturne/" + module + "/"));
        }
    }

    @Test
    void modulesUseOnlyTheModulesTheyMay() {
        ALLOWED.forEach((module, allowed) -> {
            String[] others =
                    ALLOWED.keySet().stream()
                            .filter(m -> !m.equals(module) && !allowed.contains(m))
                            .map(DependenciesTest::packagesOf)
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packagesOf(module))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(NOCTURNE);
        });
    }

    private static String packagesOf(String module) {
        return "dev.nocturne." + module + "..";
    }

    @Test
    void packagesFormNoCircles() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(NOCTURNE);
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    @Test
    void storesDoNotSeeEachOther() {
        slices().matching("dev.nocturne.stores.(*)..")
                .should()
                .notDependOnEachOther()
                .check(NOCTURNE);
    }

    @Test
    void theClientSideOfTheCommandKnowsNoServer() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.nocturne.cli.client..", "dev.nocturne.cli.render..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nocturne.server..",
                        "dev.nocturne.stores..",
                        "dev.nocturne.sources.pack..",
                        "dev.nocturne.investigator..",
                        "dev.nocturne.llm..")
                .check(NOCTURNE);
    }

    @Test
    void eachLibraryIsSeenByTheModulesItIsFor() {
        onlyIn(List.of("dev.nocturne.server..", "dev.nocturne.bench.."), "org.eclipse.jetty..");
        onlyIn(List.of("dev.nocturne.cli..", "dev.nocturne.bench.."), "picocli..");
        onlyIn(List.of("dev.nocturne.cli.."), "ch.qos.logback..");
        onlyIn(List.of("dev.nocturne.stores.."), "org.flywaydb..");
        onlyIn(List.of("dev.nocturne.bench.."), "org.openjdk.jmh..");
        onlyIn(List.of("dev.nocturne.testkit.."), "org.junit..", "org.assertj..");
        onlyIn(
                List.of("dev.nocturne.llm.provider.."),
                "dev.langchain4j..",
                "com.fasterxml.jackson.databind..");
        onlyIn(
                List.of(
                        "dev.nocturne.sources.pack..",
                        "dev.nocturne.sources.file..",
                        "dev.nocturne.sources.yaml..",
                        "dev.nocturne.llm.mcp.."),
                "org.snakeyaml.engine..");
        onlyIn(
                List.of(
                        "dev.nocturne.cli..",
                        "dev.nocturne.llm.provider..",
                        "dev.nocturne.llm.mcp..",
                        "dev.nocturne.sources.prometheus..",
                        "dev.nocturne.bench.."),
                "java.net.http..");
    }

    private static void onlyIn(List<String> packages, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(NOCTURNE);
    }

    @Test
    void packagesAreNamedByWhatTheyAreAbout() {
        classes()
                .should()
                .resideOutsideOfPackages(
                        "..impl..", "..util..", "..utils..", "..dto..", "..service..")
                .check(NOCTURNE);
    }
}
