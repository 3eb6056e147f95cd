package dev.nocturne.investigator.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.words.Words;
import org.junit.jupiter.api.Test;

class RelationWordsTest {
    private static Sense sense(String relation) {
        return RelationWords.read(relation, false).orElseThrow().sense();
    }

    @Test
    void theNeedyEndIsToldByVerbAndPreposition() {
        assertThat(sense("depends_on")).isEqualTo(Sense.SOURCE_NEEDS_TARGET);
        assertThat(sense("routesVia")).isEqualTo(Sense.SOURCE_NEEDS_TARGET);
        assertThat(sense("hosted_on")).isEqualTo(Sense.SOURCE_NEEDS_TARGET);
        assertThat(sense("powered_by")).isEqualTo(Sense.SOURCE_NEEDS_TARGET);
        assertThat(sense("hosts")).isEqualTo(Sense.TARGET_NEEDS_SOURCE);
        assertThat(sense("used_by")).isEqualTo(Sense.TARGET_NEEDS_SOURCE);
        assertThat(sense("HAS_PORT")).isEqualTo(Sense.TARGET_NEEDS_SOURCE);
    }

    @Test
    void whatIsDoneByAnotherInGermanIsNoPartOfIt() {
        assertThat(RelationWords.isPart("gestellt_von")).isFalse();
        assertThat(RelationWords.isPart("versorgt_von")).isFalse();
        assertThat(RelationWords.isPart("bestandteil_von")).isTrue();
        assertThat(RelationWords.isPart("port_of")).isTrue();
    }

    @Test
    void watchingAndPayingPassNoFailureOn() {
        assertThat(sense("monitors")).isEqualTo(Sense.NONE);
        assertThat(sense("governed_by")).isEqualTo(Sense.NONE);
        assertThat(RelationWords.read("connects_to", true).orElseThrow().sense())
                .isEqualTo(Sense.NONE);
    }

    @Test
    void aPartCannotReportTheDeathOfItsWhole() {
        assertThat(RelationWords.read("part_of", false).orElseThrow().silent()).isGreaterThan(0.5);
        assertThat(RelationWords.read("terminates", false).orElseThrow().silent()).isZero();
    }

    @Test
    void aNameThatSaysNothingIsLeftToTheData() {
        assertThat(RelationWords.read("r7", false)).isEmpty();
        assertThat(RelationWords.read("xyzzy", false)).isEmpty();
    }

    @Test
    void wordsAreSplitAsPeopleJoinThem() {
        assertThat(Words.of("RxPowerDbm")).containsExactly("rx", "power", "dbm");
        assertThat(Words.of("latency_p95-ms")).containsExactly("latency", "p", "95", "ms");
        assertThat(Words.of("HTTPErrors")).containsExactly("http", "errors");
    }
}
