package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.sources.pack.Pack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One kind of data each, in a pack of a few things: what is concluded from it. */
class SymptomsOfSmallPacksTest {
    private static final Instant START = Instant.parse("2030-01-07T00:00:00Z");

    @TempDir Path dir;

    /** Rows of one entity, a value each {@code minutes}. */
    private static void rows(
            List<String> to, String entity, int minutes, int count, IntToDoubleFunction value) {
        for (int i = 0; i < count; i++) {
            to.add(at(minutes * i) + "," + entity + "," + value.applyAsDouble(i));
        }
    }

    private static String at(int minutes) {
        return START.plus(Duration.ofMinutes(minutes)).toString();
    }

    /** A little noise that is the same each time. */
    private static double noise(int i) {
        return (i * 7919 % 13 - 6) / 10.0;
    }

    private static Finding find(TestPacks pack, String alert) throws InterruptedException {
        try (Pack loaded = pack.load()) {
            return Opinion.analyse(TestPacks.environment(loaded), alert).finding();
        }
    }

    private static String first(Finding finding) {
        return finding.graph().id(finding.hypotheses().getFirst().entity());
    }

    /** A hall that is blown by a fan, which has no telemetry but a log. */
    private TestPacks hall() {
        return new TestPacks(dir)
                .vertex("Hall", "hall", List.of("H1", "H2"))
                .vertex("Fan", "fan", List.of("F1", "F2"))
                .edge(
                        "blown_by",
                        "Blown",
                        "Hall",
                        "hall",
                        "Fan",
                        "fan",
                        "",
                        List.of("H1,F1", "H2,F2"));
    }

    private static List<String> pressures(int fallsAt, double to) {
        return pressures(10, i -> i >= fallsAt ? to : 17);
    }

    /** Of H1 as given, of H2 as usual, with some noise. */
    private static List<String> pressures(int minutes, IntToDoubleFunction ofFirst) {
        List<String> rows = new ArrayList<>(List.of("Timestamp,hall,pressure_pa"));
        rows(rows, "H1", minutes, 600, i -> ofFirst.applyAsDouble(i) + noise(i));
        rows(rows, "H2", minutes, 600, i -> 17 + noise(i));
        return rows;
    }

    @Test
    void aPlanForWhatTheSubjectNeedsExplainsItsValuesIfTheyBeganWithThePlan() throws Exception {
        Finding finding =
                find(
                        hall().table("Pressures", "pressure_pa", pressures(500, 2))
                                .table(
                                        "Log",
                                        "",
                                        List.of(
                                                "Timestamp,fan,text",
                                                at(4995) + ",F1,planned filter change has begun",
                                                at(200) + ",F2,inspected by the house technician")),
                        "pressure of H1 is 2 Pa at " + at(5050));
        assertThat(finding.verdict()).isEqualTo(Verdict.NO_FAULT);
    }

    @Test
    void aPlanForTheSubjectExplainsWhatTheAlertSaysOfOthersToo() throws Exception {
        List<String> rows = new ArrayList<>(List.of("Timestamp,hall,pressure_pa"));
        rows(rows, "H1", 10, 600, i -> 17 + noise(i));
        Finding finding =
                find(
                        new TestPacks(dir)
                                .vertex("Hall", "hall", List.of("H1"))
                                .vertex("Fan", "fan", List.of("north-fan"))
                                .edge(
                                        "blown_by",
                                        "Blown",
                                        "Hall",
                                        "hall",
                                        "Fan",
                                        "fan",
                                        "",
                                        List.of("H1,north-fan"))
                                .table("Pressures", "pressure_pa", rows)
                                .table(
                                        "Log",
                                        "",
                                        List.of(
                                                "Timestamp,thing,text",
                                                at(4995) + ",H1,planned cleaning has begun",
                                                at(5001) + ",north-fan,drive has tripped")),
                        "Unit: H1\nthe one in the north stands still\nTime: " + at(5050));
        assertThat(finding.verdict()).isEqualTo(Verdict.NO_FAULT);
        assertThat(finding.reason()).contains("planned cleaning");
    }

    @Test
    void whatBeganBeforeAPlanIsNotExplainedByIt() throws Exception {
        Finding finding =
                find(
                        hall().table("Pressures", "pressure_pa", pressures(400, 2))
                                .table(
                                        "Log",
                                        "",
                                        List.of(
                                                "Timestamp,fan,text",
                                                at(4995) + ",F1,planned filter change has begun",
                                                at(200) + ",F2,inspected by the house technician")),
                        "pressure of H1 is 2 Pa at " + at(5050));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
    }

    @Test
    void aLogOfStatesBeforeAndAfterTellsWhichStateSomethingIsIn() throws Exception {
        Finding finding =
                find(
                        hall().table("Pressures", "pressure_pa", pressures(500, 2))
                                .table(
                                        "Switching",
                                        "",
                                        List.of(
                                                "Timestamp,fan,signal,old,new",
                                                at(100) + ",F1,door,OPEN,CLOSED",
                                                at(107) + ",F2,drive,OFF,RUNNING",
                                                at(333) + ",F1,drive,OFF,RUNNING",
                                                at(4991) + ",F1,drive,RUNNING,FAULT",
                                                at(4999) + ",F1,door,CLOSED,OPEN")),
                        "pressure of H1 is 2 Pa at " + at(5050));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
        assertThat(first(finding)).isEqualTo("F1");
    }

    @Test
    void anIntervalThatSaysWhatFailedIsNoPlan() throws Exception {
        Finding finding =
                find(
                        hall().table("Pressures", "pressure_pa", pressures(500, 2))
                                .table(
                                        "Meldungen",
                                        "",
                                        List.of(
                                                "came,went,fan,words",
                                                at(4991) + ",,F1,drive has tripped",
                                                at(300) + "," + at(311) + ",F2,drive has tripped")),
                        "pressure of H1 is 2 Pa at " + at(5050));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
        assertThat(first(finding)).isEqualTo("F1");
    }

    @Test
    void whatAlwaysMovesAndStandsStillIsAFaultThoughNothingComplains() throws Exception {
        List<String> rows = new ArrayList<>(List.of("Timestamp,hall,visitors"));
        rows(rows, "H1", 15, 900, i -> i >= 850 ? 0 : 40 + 30 * Math.sin(i * Math.PI / 48));
        rows(rows, "H2", 15, 900, i -> 40 + 30 * Math.sin(i * Math.PI / 48));
        Finding finding =
                find(
                        hall().table("Visits", "visitors", rows),
                        "H1 looks fine but nobody is there, " + at(15 * 880));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
        assertThat(first(finding)).isEqualTo("H1");
    }

    @Test
    void whatIsMeasuredOnceANightIsNotSilentInTheMorning() throws Exception {
        List<String> rows = new ArrayList<>(List.of("Timestamp,hall,duration_min"));
        rows(rows, "H1", 1440, 60, i -> 30 + noise(i));
        for (int i = 0; i < 60; i++) {
            rows.add(at(1440 * i + 90) + ",H2," + (20 + noise(i)));
        }
        Finding finding =
                find(
                        hall().table("Runs", "duration_min", rows),
                        "was the run of H1 late? " + at(1440 * 59 + 400));
        assertThat(finding.verdict()).isEqualTo(Verdict.NO_FAULT);
    }

    @Test
    void aDriftIsSeenWhicheverWayIsBad() throws Exception {
        List<String> rows = new ArrayList<>(List.of("Timestamp,fan,supply_air"));
        rows(rows, "F1", 60, 600, i -> 900 - Math.max(0, i - 200) * 0.8 + 5 * noise(i));
        rows(rows, "F2", 60, 600, i -> 900 + 5 * noise(i));
        Finding finding =
                find(hall().table("Air", "supply_air", rows), "F1 is weak, " + at(60 * 598));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
        assertThat(finding.hypotheses().getFirst().since())
                .isLessThan(START.plus(Duration.ofHours(400)).toEpochMilli());
    }

    @Test
    void whatFailsAndRecoversAgainAndAgainIsNotWell() throws Exception {
        List<String> log = new ArrayList<>(List.of("Timestamp,fan,text"));
        for (int i = 0; i < 10; i++) {
            log.add(at(4900 + 11 * i) + ",F1,connection to the drive lost");
            log.add(at(4903 + 11 * i) + ",F1,connection to the drive established");
        }
        Finding finding =
                find(
                        hall().table("Pressures", "pressure_pa", pressures(9999, 0))
                                .table("Log", "", log),
                        "F1: is something wrong? " + at(5004));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
        assertThat(first(finding)).isEqualTo("F1");
    }

    @Test
    void anIdWithAnotherNumberIsAskedBack() throws Exception {
        TestPacks pack =
                new TestPacks(dir)
                        .vertex("Tank", "tank", List.of("Tank 1", "Tank 2"))
                        .table(
                                "Levels",
                                "level_m",
                                List.of(
                                        "Timestamp,tank,level_m",
                                        at(0) + ",Tank 1,3",
                                        at(10) + ",Tank 1,3",
                                        at(0) + ",Tank 2,3",
                                        at(10) + ",Tank 2,3"));
        Finding finding = find(pack, "Tank 7 runs over, " + at(10));
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.alert().unknown()).anyMatch(name -> name.word().equals("Tank 7"));
    }

    private static Finding circle(TestPacks pack, List<String> needs, Set<String> ill)
            throws InterruptedException {
        List<String> rows = new ArrayList<>(List.of("Timestamp,service,latency_ms"));
        for (String service : List.of("front", "middle", "back", "store")) {
            rows(
                    rows,
                    service,
                    5,
                    600,
                    i -> (i >= 580 && ill.contains(service) ? 400 : 40) + noise(i));
        }
        return find(
                pack.vertex("Service", "service", List.of("front", "middle", "back", "store"))
                        .edge(
                                "depends_on",
                                "Needs",
                                "Service",
                                "service",
                                "Service",
                                "service",
                                "",
                                needs)
                        .table("Latency", "latency_ms", rows),
                "Service: front\nMetric: latency_ms\nRaised: " + at(2950));
    }

    @Test
    void aCircleOfServicesThatAreAllSlowIsAFaultOfOneOfThem() throws Exception {
        Finding finding =
                circle(
                        new TestPacks(dir),
                        List.of("front,middle", "middle,back", "back,front", "back,store"),
                        Set.of("front", "middle", "back"));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
        assertThat(first(finding)).isIn("front", "middle", "back");
    }

    @Test
    void whatACircleNeedsExplainsTheCircle() throws Exception {
        Finding finding =
                circle(
                        new TestPacks(dir),
                        List.of("front,middle", "middle,back", "back,front", "back,store"),
                        Set.of("front", "middle", "back", "store"));
        assertThat(first(finding)).isEqualTo("store");
    }

    @Test
    void aTimeOfDayAloneIsOfTheDayOnWhichTheSubjectRaisedAnAlarmThen() throws Exception {
        try (Pack shop = TestPacks.demo("online-shop")) {
            Finding finding =
                    Opinion.analyse(
                                    TestPacks.environment(shop),
                                    "Service: checkout\nMetric: LatencyP95\nRaised: 11:31 UTC today")
                            .finding();
            assertThat(Instant.ofEpochMilli(finding.alert().raised()))
                    .isEqualTo("2026-06-16T11:31:00Z");
            assertThat(finding.alert().assumptions())
                    .contains(
                            "The alert says a time but no day. checkout last raised an alarm at that time of day on 16 June 2026, and the alert is read as of that day.");
            assertThat(first(finding)).isEqualTo("inventory-db");
        }
    }

    /** A zone that a tank supplies through a main with a valve; a logger at the main. */
    private TestPacks waterWorks() {
        return new TestPacks(dir)
                .vertex("Zone", "zone", List.of("Hill"))
                .vertex("Tank", "tank", List.of("T-1"))
                .vertex("Main", "main", List.of("M-1"))
                .vertex("Valve", "valve", List.of("V-7"))
                .vertex("Logger", "logger", List.of("L-3"))
                .vertex("Customer", "customer", List.of("Bakery Kern"))
                .edge("supplies", "Sup", "Tank", "tank", "Zone", "zone", "", List.of("T-1,Hill"))
                .edge("empties_into", "Emp", "Main", "main", "Tank", "tank", "", List.of("M-1,T-1"))
                .edge("sits_in", "Sit", "Valve", "valve", "Main", "main", "", List.of("V-7,M-1"))
                .edge("measures", "Mea", "Logger", "logger", "Main", "main", "", List.of("L-3,M-1"))
                .edge(
                        "connected_to",
                        "Con",
                        "Customer",
                        "customer",
                        "Zone",
                        "zone",
                        "",
                        List.of("Bakery Kern,Hill"));
    }

    private static List<String> levels(int fallsAt) {
        List<String> rows = new ArrayList<>(List.of("Timestamp,tank,level_m"));
        rows(
                rows,
                "T-1",
                15,
                500,
                i -> (i >= fallsAt ? Math.max(0.3, 4 - 0.1 * (i - fallsAt)) : 4) + noise(i) / 10);
        return rows;
    }

    @Test
    void aValveThatWasMovedIsTheCauseOfWhatItsPipeFeeds() throws Exception {
        Finding finding =
                find(
                        waterWorks()
                                .table("Levels", "level_m", levels(450))
                                .table(
                                        "Positions",
                                        "position_pct",
                                        List.of(
                                                "Timestamp,valve,position_pct",
                                                at(0) + ",V-7,100",
                                                at(6740) + ",V-7,25",
                                                at(6900) + ",V-7,25")),
                        "Bakery Kern has hardly any water, " + at(7400));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
        assertThat(first(finding)).isIn("V-7", "T-1");
        assertThat(finding.symptoms().circumstances())
                .anyMatch(c -> c.words().equals("position_pct went from 100 to 25"));
    }

    @Test
    void whatALoggerShowsIsShownOfThePipeItIsFixedTo() throws Exception {
        List<String> rows = new ArrayList<>(List.of("Timestamp,logger,pressure_bar"));
        rows(rows, "L-3", 15, 500, i -> (i >= 490 ? 1 : 5) + noise(i) / 10);
        Finding finding =
                find(
                        waterWorks().table("Pressures", "pressure_bar", rows),
                        "no water in Hill, " + at(7490));
        assertThat(first(finding)).isEqualTo("M-1");
    }

    @Test
    void whatStarvesThoughItIsWellItselfIsNotCalledWell() throws Exception {
        List<String> rows = new ArrayList<>(List.of("Timestamp,zone,volume_m3"));
        rows(
                rows,
                "Hill",
                60,
                200,
                i -> (i >= 197 ? 2 : 30 + 20 * Math.sin(i * Math.PI / 12)) + noise(i));
        Finding finding =
                find(
                        waterWorks().table("Flows", "volume_m3", rows),
                        "how is Hill, " + at(199 * 60 + 7));
        assertThat(finding.verdict()).isNotEqualTo(Verdict.NO_FAULT);
        assertThat(finding.symptoms().of("Hill"))
                .isNotEmpty()
                .allMatch(symptom -> symptom.since() % Duration.ofHours(1).toMillis() == 0);
    }

    @Test
    void aSubjectThatIsWellWhileWhatItNeedsHasFailedIsNotKnownToBeWell() throws Exception {
        Finding finding =
                find(
                        hall().table("Pressures", "pressure_pa", pressures(9999, 2))
                                .table(
                                        "Log",
                                        "",
                                        List.of(
                                                "Timestamp,fan,text",
                                                at(5040) + ",F1,motor protection has tripped",
                                                at(200) + ",F2,inspected by the house technician")),
                        "is the pressure of H1 right? " + at(5050));
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.reason()).contains("F1: motor protection has tripped");
    }

    @Test
    void aCountThatOnlyRisesIsACounterWhateverItsName() throws Exception {
        List<String> rows = new ArrayList<>(List.of("Timestamp,hall,doors_opened"));
        rows(rows, "H1", 10, 600, i -> 7 * i);
        rows(rows, "H2", 10, 600, i -> 3 * i);
        Finding finding =
                find(hall().table("Doors", "doors_opened", rows), "check H1, " + at(5990));
        assertThat(finding.symptoms().of("H1")).isEmpty();
    }

    @Test
    void anIdOfItsKindWithAnotherNumberIsAskedBack() throws Exception {
        TestPacks pack =
                new TestPacks(dir)
                        .vertex("Terminal", "tid", List.of("30011828", "30011831"))
                        .vertex("Point", "point", List.of("W11", "W12"));
        assertThat(find(pack, "Terminal 30019127 is dead, " + at(10)).alert().unknown())
                .anyMatch(name -> name.word().equals("Terminal 30019127"));
        assertThat(find(pack, "W99 does not reach its end, " + at(10)).alert().unknown())
                .anyMatch(name -> name.word().equals("W99"));
    }

    @Test
    void aShortBurstInALongWindowIsSeenAndIsOver() throws Exception {
        List<String> rows = pressures(1, i -> i >= 500 && i < 504 ? 2 : 17);
        Finding finding =
                find(
                        hall().table("Pressures", "pressure_pa", rows),
                        "the doors of H1 blew open about "
                                + at(501)
                                + ", it is "
                                + at(560)
                                + " now");
        assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
        assertThat(finding.symptoms().of("H1"))
                .anySatisfy(symptom -> {
                    assertThat(symptom.since()).isEqualTo(Instant.parse(at(500)).toEpochMilli());
                    assertThat(symptom.until()).isEqualTo(Instant.parse(at(503)).toEpochMilli());
                });
    }

    @Test
    void runsOfAJobAreComparedWithTheRunsBefore() throws Exception {
        List<String> runs = new ArrayList<>(List.of("run,hall,started,ended,duration_min,result"));
        for (int i = 0; i < 40; i++) {
            int took = i == 39 ? 300 : 20 + i % 3;
            for (String hall : List.of("H1", "H2")) {
                int minutes = hall.equals("H1") ? took : 20;
                runs.add(
                        (1000 + 2 * i + (hall.equals("H1") ? 0 : 1))
                                + ","
                                + hall
                                + ","
                                + at(1440 * i)
                                + ","
                                + at(1440 * i + minutes)
                                + ","
                                + minutes
                                + ",OK");
            }
        }
        Finding finding =
                find(
                        hall().table("Runs", "duration_min", runs),
                        "the cleaning of H1 is not done, " + at(1440 * 39 + 310));
        assertThat(finding.symptoms().of("H1"))
                .anyMatch(symptom -> symptom.words().startsWith("duration_min 300 (usually 21)"));
    }
}
