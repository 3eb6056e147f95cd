package dev.nocturne.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, as ARCHITECTURE.md draws them. */
class ModuleArrowsTest {
    private static final JavaClasses NOCTURNE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.nocturne");

    @Test
    void modulesUseOnlyWhatTheyMay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("dev.nocturne.core..")
                .layer("stores")
                .definedBy("dev.nocturne.stores..")
                .layer("scenario")
                .definedBy("dev.nocturne.scenario..")
                .layer("investigator")
                .definedBy("dev.nocturne.investigator..")
                .layer("llm")
                .definedBy("dev.nocturne.llm..")
                .layer("server")
                .definedBy("dev.nocturne.server..")
                .layer("cli")
                .definedBy("dev.nocturne.cli..")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("stores")
                .mayOnlyAccessLayers("core")
                .whereLayer("scenario")
                .mayNotAccessAnyLayer()
                .whereLayer("investigator")
                .mayOnlyAccessLayers("core", "scenario")
                .whereLayer("llm")
                .mayOnlyAccessLayers("core", "scenario")
                .whereLayer("server")
                .mayOnlyAccessLayers("core", "stores", "scenario", "investigator", "llm")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(NOCTURNE);
    }

    @Test
    void storesDoNotSeeEachOther() {
        slices().matching("dev.nocturne.stores.(*)..")
                .should()
                .notDependOnEachOther()
                .check(NOCTURNE);
    }

    @Test
    void modulesFormNoCircle() {
        slices().matching("dev.nocturne.(*)..").should().beFreeOfCycles().check(NOCTURNE);
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
                        "dev.nocturne.scenario..",
                        "dev.nocturne.investigator..",
                        "dev.nocturne.llm..")
                .check(NOCTURNE);
    }

    @Test
    void eachLibraryIsSeenByTheModuleItIsFor() {
        onlyIn("dev.nocturne.server..", "org.eclipse.jetty..");
        onlyIn("dev.nocturne.cli..", "picocli..", "ch.qos.logback..");
        onlyIn("dev.nocturne.stores..", "org.flywaydb..");
        onlyIn(
                "dev.nocturne.llm.provider..",
                "dev.langchain4j..",
                "com.fasterxml.jackson.databind..");
        onlyIn(
                List.of("dev.nocturne.scenario..", "dev.nocturne.llm.mcp.."),
                "org.snakeyaml.engine..");
        onlyIn(
                List.of(
                        "dev.nocturne.cli..",
                        "dev.nocturne.llm.provider..",
                        "dev.nocturne.llm.mcp.."),
                "java.net.http..");
    }

    private static void onlyIn(String module, String... libraries) {
        onlyIn(List.of(module), libraries);
    }

    private static void onlyIn(List<String> modules, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackages(modules.toArray(String[]::new))
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
