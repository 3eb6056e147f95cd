package dev.nocturne.investigator.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passage;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.investigator.cause.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LibrarianTest {
    private static Traits traits(Verdict verdict) {
        return new Traits(
                verdict, Set.of("P-12"), Set.of("Pump"), Set.of(), Set.of(), "2030-01-07");
    }

    private static Passage runbook(String id, String title) {
        Document document =
                new Document(id, Kind.RUNBOOKS, id + ".md", title, "1. Look at P-12.\n", Map.of());
        return new Passage(document, title, document.text(), 1, id);
    }

    private static List<String> chosen(Verdict verdict) {
        Passages found =
                new Passages(
                        List.of(
                                runbook("pump-down", "A pump stands still"),
                                runbook("pump-service", "Alarms of planned maintenance")),
                        2);
        return Librarian.choose(found, traits(verdict)).stream().map(Match::id).toList();
    }

    @Test
    void aRunbookAgainstAFaultIsNotAdvisedWhereThereIsNone() {
        assertThat(chosen(Verdict.NO_FAULT)).containsExactly("pump-service");
    }

    @Test
    void whereItIsNotKnownWhetherThereIsAFaultBothMayHelp() {
        assertThat(chosen(Verdict.INCONCLUSIVE))
                .containsExactlyInAnyOrder("pump-down", "pump-service");
    }

    @Test
    void againstAFaultTheRunbookForItComesFirst() {
        assertThat(chosen(Verdict.FAULT)).startsWith("pump-down");
    }
}
