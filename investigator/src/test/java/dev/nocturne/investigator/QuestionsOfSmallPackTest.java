package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.sources.pack.Pack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of question in several wordings, over halls that fans blow air into through dampers: a
 * log with authors, a table of duties, an agreement in words, and figures of each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuestionsOfSmallPackTest {
    private static final Instant START = Instant.parse("2030-01-07T00:00:00Z");

    /** When the pressure falls, in minutes. */
    private static final int FALLS = 5_000;

    private static Pack pack = TestPacks.demo("online-shop");
    private static FakeRun diagnosed = new FakeRun("", "");

    private static String at(int minutes) {
        return START.plus(Duration.ofMinutes(minutes)).toString();
    }

    private static void rows(List<String> to, String entity, IntToDoubleFunction value) {
        for (int i = 0; i < 600; i++) {
            to.add(at(10 * i) + "," + entity + "," + value.applyAsDouble(i));
        }
    }

    /** A little noise that is the same each time. */
    private static double noise(int i) {
        return (i * 7919 % 13 - 6) / 10.0;
    }

    @BeforeAll
    static void investigate(@TempDir Path dir) throws Exception {
        pack.close();
        List<String> pressures = new ArrayList<>(List.of("Timestamp,hall,pressure_pa"));
        rows(pressures, "H1", i -> (10 * i >= FALLS ? 2.5 : 17) + noise(i));
        rows(pressures, "H2", i -> 17 + noise(i));
        List<String> rejects = new ArrayList<>(List.of("Timestamp,hall,rejects"));
        rows(rejects, "H1", i -> 10 * i >= FALLS ? 7 : i % 2);
        rows(rejects, "H2", i -> i % 2);
        List<String> air = new ArrayList<>(List.of("Timestamp,fan,air_m3_total"));
        rows(air, "F1", i -> 1_000 + 250.5 * i);
        pack =
                new TestPacks(dir)
                        .vertex("Hall", "hall", List.of("H1", "H2"))
                        .vertex("Fan", "fan", List.of("F1", "F2"))
                        .vertex("Damper", "damper", List.of("DP-7", "DP-8"))
                        .vertex("Tenant", "tenant", List.of("Tenant Three"))
                        .edge(
                                "served_by",
                                "Served",
                                "Tenant",
                                "tenant",
                                "Hall",
                                "hall",
                                "",
                                List.of("Tenant Three,H2"))
                        .edge(
                                "blown_by",
                                "Blown",
                                "Hall",
                                "hall",
                                "Fan",
                                "fan",
                                "",
                                List.of("H1,F1", "H2,F2"))
                        .edge(
                                "mounted_in",
                                "Mounted",
                                "Damper",
                                "damper",
                                "Hall",
                                "hall",
                                "",
                                List.of("DP-7,H1", "DP-8,H2"))
                        .table("Pressures", "pressure_pa", pressures)
                        .table("Rejects", "rejects", rejects)
                        .table("Air", "air_m3_total", air)
                        .runbook(
                                "low-pressure.md",
                                "# Low pressure in a hall\n\n1. Open the damper.\n2. Until then run the fan at half speed.\n")
                        .table(
                                "Journal",
                                "",
                                List.of(
                                        "Timestamp,damper,author,text",
                                        at(4_990) + ",DP-7,Dunn,yearly test of the damper done",
                                        at(1_900) + ",DP-8,Vega,louvre opened by hand",
                                        at(2_000) + ",DP-8,Okafor,grease on the bearing renewed"))
                        .table(
                                "Duties",
                                "",
                                List.of(
                                        "begin,end,team,name,phone",
                                        at(4_300)
                                                + ","
                                                + at(4_900)
                                                + ",Air,Rita Sand,+44 20 5550 11",
                                        at(4_900)
                                                + ","
                                                + at(5_600)
                                                + ",Air,Leo Marsh,+44 20 5550 12",
                                        at(4_900)
                                                + ","
                                                + at(5_600)
                                                + ",Power,Ida Quill,+44 20 5550 13"))
                        .table(
                                "Hours",
                                "",
                                List.of(
                                        "squad,hours,name,phone",
                                        "Gates,weekdays 06-18,Nora Pike,+44 20 5550 21",
                                        "Gates,else,Omar Field,+44 20 5550 22"))
                        .table(
                                "Remarks",
                                "",
                                List.of(
                                        "Timestamp,fan,remark",
                                        at(4_700) + ",F2,spare motor tested and passed",
                                        at(4_980) + ",F2,stopped: power supply failed",
                                        at(5_050) + ",F2,\"0 parcels lost, 3 were kept\""))
                        .table(
                                "Runs",
                                "",
                                List.of(
                                        "Timestamp,fan,number,duration_min,text",
                                        at(100) + ",F2,4711,20.5,run of the blower finished",
                                        at(1_500) + ",F2,4712,21.0,run of the blower finished",
                                        at(2_900) + ",F2,4713,21.5,run of the blower finished",
                                        at(3_000) + ",F2,4714,22.0,run of the blower finished",
                                        at(4_000) + ",F2,4715,21.0,run of the blower finished",
                                        at(4_300) + ",F2,4716,21.0,run of the blower finished"))
                        .table(
                                "Agreements",
                                "",
                                List.of(
                                        "party,wording",
                                        "H1,\"Whenever the pressure is below 8 Pa in H1 the landlord pays EUR 300 per started hour.\"",
                                        "H2,\"Nothing else was agreed for the second hall.\""))
                        .load();
        diagnosed = new FakeRun(pack.name(), "pressure of H1 is 2 Pa at " + at(FALLS + 100));
        investigator().run(diagnosed);
    }

    @AfterAll
    static void close() {
        pack.close();
    }

    private static BuiltInInvestigator investigator() {
        return new BuiltInInvestigator(
                name -> Optional.of(TestPacks.environment(pack)), () -> Instant.EPOCH);
    }

    /** Several questions in a row, separated by " > "; the answer to the last. */
    private static String ask(String questions) throws Exception {
        FakeRun run = diagnosed;
        for (String question : questions.split(" > ", -1)) {
            run = run.next(question);
            investigator().run(run);
            assertThat(RepliesCheck.mistakes(run)).as(question).isEmpty();
        }
        return run.text.toString();
    }

    @Test
    void eachKindOfQuestionIsAnsweredInSeveralWordings() throws Exception {
        List<String> mistakes = new ArrayList<>();
        for (List<String> row : rows()) {
            String answer = ask(row.get(0));
            for (String part : parts(row.get(1))) {
                if (!answer.contains(part)) {
                    mistakes.add(row.get(0) + " lacks " + part + ": " + answer);
                }
            }
            for (String part : row.size() > 2 ? parts(row.get(2)) : List.<String>of()) {
                if (answer.contains(part)) {
                    mistakes.add(row.get(0) + " has " + part + ": " + answer);
                }
            }
        }
        assertThat(mistakes).isEmpty();
    }

    @Test
    void aReplyThatTheSnapshotDoesNotBearIsFound() throws Exception {
        FakeRun values = diagnosed.next("how much air did F1 move");
        investigator().run(values);
        assertThat(found(values, "air_m3_total: [\\d,.]+", "air_m3_total: 7"))
                .anyMatch(m -> m.contains("7 was not measured then"));
        assertThat(found(values, "at \\d\\d:\\d\\d:\\d\\d UTC", "at 03:03:07 UTC"))
                .anyMatch(m -> m.contains("nothing happened at 03:03:07 UTC"));
        assertThat(found(values, ", [\\d,.]+ more than", ", 1 more than"))
                .anyMatch(m -> m.contains("1 is not the difference"));
    }

    private static List<String> found(FakeRun run, String truth, String lie) {
        String said = run.text.toString();
        run.text.setLength(0);
        run.text.append(said.replaceFirst(truth, lie));
        assertThat(run.text.toString()).isNotEqualTo(said);
        List<String> mistakes = RepliesCheck.mistakes(run);
        run.text.setLength(0);
        run.text.append(said);
        return mistakes;
    }

    @Test
    void digitsOfTheAlertThatAreNoOffsetDoNotEndTheAnswer() throws Exception {
        FakeRun alert =
                new FakeRun(
                        pack.name(),
                        "pressure of H1 is 2 Pa at " + at(FALLS + 100) + ", 12:30 -9999");
        investigator().run(alert);
        FakeRun answer = alert.next("how many events since 3 o'clock");
        investigator().run(answer);
        assertThat(answer.text.toString()).isNotEmpty();
    }

    private static List<String> parts(String cell) {
        return Arrays.stream(cell.split(" & ", -1)).map(String::strip).toList();
    }

    private static List<List<String>> rows() {
        try (InputStream in =
                QuestionsOfSmallPackTest.class.getResourceAsStream("small-pack-questions.txt")) {
            if (in == null) {
                throw new IllegalStateException("small-pack-questions.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line ->
                            Arrays.stream(line.split(Pattern.quote("|"), -1))
                                    .map(String::strip)
                                    .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
