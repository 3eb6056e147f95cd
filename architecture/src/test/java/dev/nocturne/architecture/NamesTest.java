package dev.nocturne.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A class name means one thing in the whole project, and methods are named by verbs. */
class NamesTest {
    /** Names that more than one module may use, each with its reason. */
    private static final Map<String, String> SHARED =
            Map.ofEntries(
                    Map.entry("Main", "the entry point of each program"),
                    Map.entry("package-info", "the description of each package"));

    /** Modules whose names were not revised, each with its reason. */
    private static final Map<String, String> EXEMPT =
            Map.of(
                    "sources", "rewritten by the environment work",
                    "investigator", "rewritten by the environment work");

    /** Words that are no verbs in the imperative and so say nothing as the name of a method. */
    private static final Set<String> NO_VERBS =
            Set.of(
                    "again",
                    "asked",
                    "begun",
                    "broken",
                    "chosen",
                    "compared",
                    "decided",
                    "done",
                    "ended",
                    "expired",
                    "found",
                    "given",
                    "gone",
                    "judged",
                    "kept",
                    "lost",
                    "made",
                    "measured",
                    "named",
                    "noted",
                    "over",
                    "refused",
                    "regained",
                    "replayed",
                    "seen",
                    "sent",
                    "shipped",
                    "started",
                    "streamed",
                    "taken",
                    "tell",
                    "told",
                    "wanted",
                    "written");

    private static final JavaClasses NOCTURNE = Project.classes();

    @Test
    void aClassNameOccursOnceInTheModulesThatWereRevised() {
        Map<String, List<String>> modules = new TreeMap<>();
        for (String module : Project.javaModules()) {
            if (!EXEMPT.containsKey(module)) {
                for (String name : Project.sourceNames(module)) {
                    modules.computeIfAbsent(
                                    name.substring(name.lastIndexOf('/') + 1),
                                    n -> new ArrayList<>())
                            .add(module);
                }
            }
        }
        modules.keySet().removeAll(SHARED.keySet());
        assertThat(modules.entrySet()).allMatch(e -> e.getValue().size() == 1);
    }

    @Test
    void methodsAreNamedByVerbs() {
        List<String> findings =
                NOCTURNE.stream()
                        .filter(c -> !EXEMPT.containsKey(module(c.getPackageName())))
                        .flatMap(c -> c.getMethods().stream())
                        .filter(m -> NO_VERBS.contains(m.getName()))
                        .filter(m -> !isRecordComponent(m))
                        .map(JavaMethod::getFullName)
                        .toList();
        assertThat(findings).isEmpty();
    }

    private static boolean isRecordComponent(JavaMethod method) {
        return method.getOwner().isRecord()
                && method.getOwner().tryGetField(method.getName()).isPresent();
    }

    private static String module(String packageName) {
        return packageName.split("\\.", -1)[2];
    }
}
