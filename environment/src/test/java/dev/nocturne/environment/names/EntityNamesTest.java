package dev.nocturne.environment.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.topology.Entity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntityNamesTest {
    private static final List<Entity> KNOWN =
            List.of(
                    new Entity("Mill & Sons Ltd", "Customer", Map.of()),
                    new Entity("Harbour Board", "Customer", Map.of()),
                    new Entity("S-01", "Site", Map.of("place", "Kvam")),
                    new Entity("S-02", "Site", Map.of("place", "Lunde")),
                    new Entity("JOB.A", "Job", Map.of("plan", "PLANACC", "host", "db-07.example")),
                    new Entity("JOB.B", "Job", Map.of("plan", "PLANBCC", "model", "M-200X")),
                    new Entity("JOB.C", "Job", Map.of("address", "10.1.2.3", "model", "M-200X")),
                    new Entity("DB1", "Database", Map.of()),
                    new Entity("DB2", "Database", Map.of()));

    private static List<String> named(String text) {
        return new EntityNames(KNOWN).in(text);
    }

    @Test
    void theLastWordOfANameMayBeMissing() {
        assertThat(named("the people of mill & sons have no file"))
                .containsExactly("Mill & Sons Ltd");
    }

    @Test
    void theDomainOfAMailSaysWhoItIsFrom() {
        assertThat(named("From: desk@harbourboard.example")).containsExactly("Harbour Board");
    }

    @Test
    void aShortNameOfAPlaceCountsIfItIsWrittenAsAName() {
        assertThat(named("people in Kvam complain")).containsExactly("S-01");
        assertThat(named("kvam")).isEmpty();
    }

    @Test
    void codesAndAddressesThatOnlyOneEntityHasNameIt() {
        assertThat(named("held by PLANACC")).containsExactly("JOB.A");
        assertThat(named("no route to 10.1.2.3 from db-07.example"))
                .containsExactly("JOB.C", "JOB.A");
        assertThat(named("all M-200X are affected")).isEmpty();
    }

    @Test
    void anIdOfWhichThereAreSiblingsIsUnknownAlsoBesideAKnownOne() {
        assertThat(new NameSearch(KNOWN).find("JOB.A: DB3 is full").unknown())
                .extracting(UnknownName::word)
                .containsExactly("DB3");
    }
}
