package dev.nocturne.llm.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private final Topology topology =
            Topology.of(
                    new GraphSchema(List.of(), List.of()),
                    Stream.of("LINK-1", "LINK-2", "SVC-1")
                            .map(id -> new Entity(id, "Thing", Map.of()))
                            .toList(),
                    List.of());

    @Test
    void causesAreWhatSentencesAboutACauseName() {
        Conclusion read =
                AnswerReader.read(
                        "**Root cause**: LINK-1 [E1, E2]. SVC-1 is down [E3]. LINK-2 is not the cause!",
                        topology);

        assertThat(read.verdict()).isEqualTo("fault");
        assertThat(read.causes())
                .containsExactly(new Conclusion.Cause("LINK-1", "", List.of("E1", "E2")));
        assertThat(read.claims())
                .extracting(Conclusion.Claim::text)
                .containsExactly(
                        "**Root cause**: LINK-1 [E1, E2]",
                        "SVC-1 is down [E3]",
                        "LINK-2 is not the cause");
        assertThat(read.derived()).isTrue();
    }

    @Test
    void noFaultIsAVerdictToo() {
        assertThat(AnswerReader.read("There is no fault.", topology).verdict())
                .isEqualTo("no_fault");
        assertThat(AnswerReader.read("Hard to say.", topology).verdict()).isEqualTo("undetermined");
    }
}
