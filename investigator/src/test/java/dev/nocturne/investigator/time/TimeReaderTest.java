package dev.nocturne.investigator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {
    private static final Instant NOW = Instant.parse("2026-06-17T23:55:00Z");
    private static final Reference UTC = new Reference(NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Raised: 2026-06-16T11:31:00Z",
                "Raised: 2026-06-16t11:31:00z",
                "Raised:2026-06-16 11:31:00",
                "Raised: 20260616T113100Z",
                "Raised: 2026-06-16 13:31:00 CEST",
                "Raised: 2026-06-16 07:31:00 EDT",
                "Raised: 2026-06-16 13:31 (Europe/Berlin)",
                "Raised: 2026-06-16 13:31\nTime zone: UTC+2",
                "Raised: 2026-06-16 13:31 UTC+2",
                "Raised: 2026-06-16 13:31:00 GMT+02:00",
                "Raised: 2026-06-16 13:31:00+02",
                "Raised: 2026/06/16 11:31:00 UTC",
                "Raised: 16.06.2026 11:31 UTC",
                "16.06.26 um 13.31 Uhr MESZ",
                "Raised: 06/16/2026 11:31 AM UTC",
                "Raised: 6/16/26 11:31",
                "Date: Tue, 16 Jun 2026 11:31:00 +0000",
                "Raised: 16 June 2026, 11:31 UTC",
                "[16/Jun/2026:11:31:00 +0000] GET /",
                "Raised: 11:31 UTC yesterday",
                "Problem started at 11:31:00 on 2026.06.16",
                "Date/Time: Tue Jun 16 11:31:00 UTC 2026",
                "last triggered at Tue Jun 16 2026 11:31:00 UTC.",
                "Timestamp: Tuesday 16 June, 2026 11:31:00 UTC",
                "StateChangeTime: 2026-06-16T11:31:00.000+0000",
                "[1781609460] SERVICE ALERT: checkout;LatencyP95",
                "date: 1781609460000",
                "ts=1781609460.123 checkout",
                "Jun 16 11:31:00 host kernel: CRITICAL",
                "checkout is slow since 11:31 on 16 June, is the database to blame?",
                "seit Dienstag, 16. Juni 2026, 13:31 Uhr (MESZ)",
                "Opened on: Jun 16, 2026 at 1:31 PM CEST",
                "Jun 16th 2026 11:31am UTC",
                "1131 UTC, 16 Jun 2026",
                "16.6. um 11:31",
                "16-JUN-26 11:31 UTC",
                "mardi 16 juin 2026 11:31 UTC",
            })
    void aTimeIsReadInWhateverFormItIsWritten(String text) {
        List<ReadTime> times = TimeReader.read(text, UTC);
        assertThat(times).as(text).hasSize(1);
        assertThat(times.getFirst().instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                .isEqualTo(Instant.parse("2026-06-16T11:31:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basket-api:8443 answered 502 with 37.9 %",
                "10.20.0.5 ge-0/0/1 10:20:30:40",
                "version 1.2.3 of build 20260616",
                "INC-4102 p95 1843 ms, 12 of 12 replicas",
                "phone 0301234567",
                "from one to three pods may 5",
                "startsAt 0001-01-01T00:00:00Z",
                "raised 5 to 10 minutes apart",
                "E0513 node wk-b1",
            })
    void whatOnlyLooksLikeATimeIsNone(String text) {
        assertThat(TimeReader.read(text, UTC)).as(text).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "checkout down since about 10 minutes, 2026-06-17T23:45:00Z",
        "began 2 hours ago, 2026-06-17T21:55:00Z",
        "above the limit for 1 h 30 min, 2026-06-17T22:25:00Z",
        "seit etwa zehn Minuten, 2026-06-17T23:45:00Z",
        "vor 5 Minuten, 2026-06-17T23:50:00Z",
        "14:37, 2026-06-17T14:37:00Z",
        "today at 5 PM, 2026-06-17T17:00:00Z",
        "gestern um 14 Uhr, 2026-06-16T14:00:00Z",
        "at 23:58, 2026-06-17T23:58:00Z",
        "since about ten to twelve, 2026-06-17T23:50:00Z",
        "seit fünf nach neun, 2026-06-17T21:05:00Z",
        "Monday 08:00, 2026-06-15T08:00:00Z",
        "Dec 31 23:59:30 host, 2025-12-31T23:59:30Z",
    })
    void aTimeThatLeavesThingsOutIsUnderstoodFromNow(String text, String instant) {
        List<ReadTime> times = TimeReader.read(text, UTC);
        assertThat(times).as(text).hasSize(1);
        assertThat(times.getFirst().instant()).isEqualTo(Instant.parse(instant));
    }

    @Test
    void aTimeOfDayTakesTheDayAndTheZoneOfTheOthers() {
        String text =
                "Wiki tot? liefert seit 17:45 (MESZ, 16.06.2026) nichts Vernünftiges mehr, jetzt 18:20.";
        assertThat(TimeReader.read(text, UTC))
                .extracting(ReadTime::instant)
                .containsExactly(
                        Instant.parse("2026-06-16T15:45:00Z"),
                        Instant.parse("2026-06-16T16:20:00Z"));
    }

    @Test
    void aTimeOfDayBeforeMidnightBelongsToTheDayBefore() {
        assertThat(TimeReader.read("16 June 2026 00:10 UTC: down since 23:50", UTC))
                .extracting(ReadTime::instant)
                .containsExactly(
                        Instant.parse("2026-06-16T00:10:00Z"),
                        Instant.parse("2026-06-15T23:50:00Z"));
    }

    @Test
    void theZoneOfTheEnvironmentIsTakenAndSaidWhereTheTextNamesNone() {
        Reference berlin = new Reference(NOW, ZoneId.of("Europe/Berlin"));
        ReadTime time = TimeReader.read("Raised: 2026-06-16 13:31", berlin).getFirst();
        assertThat(time.instant()).isEqualTo(Instant.parse("2026-06-16T11:31:00Z"));
        assertThat(time.assumptions())
                .containsExactly(
                        "No time zone is written with \"2026-06-16 13:31\"; it was read as Europe/Berlin.");
    }

    @Test
    void anAbbreviationOfSeveralZonesIsSaidToBeAmbiguous() {
        ReadTime time = TimeReader.read("Raised: 2026-06-16 13:31 IST", UTC).getFirst();
        assertThat(time.assumptions())
                .containsExactly(
                        "Several time zones are called IST; \"2026-06-16 13:31 IST\" was read as UTC.");
    }

    @Test
    void aDateOfTwoMeaningsIsReadAsTheLaterDayBeforeNowAndSaid() {
        ReadTime time = TimeReader.read("on 05/06/2026 at 10:00 UTC", UTC).getFirst();
        assertThat(time.instant()).isEqualTo(Instant.parse("2026-06-05T10:00:00Z"));
        assertThat(time.assumptions()).hasSize(1);
        assertThat(TimeReader.read("on 06/07/2026 at 10:00 UTC", UTC).getFirst().instant())
                .isEqualTo(Instant.parse("2026-06-07T10:00:00Z"));
    }

    @Test
    void manyTimesOfALogAreReadInOrder() {
        String text =
                """
                Jul 21 14:03:10 bms-n dcim[422]: WARNING rack=R14 inlet=27.6C limit=27.0
                Jul 21 14:05:00 bms-n dcim[422]: NOTICE unit=CRAH-N-05 fan=92%
                (clock of bms-n: UTC, year 2026) Is CRAH-N-05 failing?
                """;
        assertThat(
                        TimeReader.read(
                                text,
                                new Reference(
                                        Instant.parse("2026-07-22T12:00:00Z"), ZoneOffset.UTC)))
                .extracting(ReadTime::instant)
                .containsExactly(
                        Instant.parse("2026-07-21T14:03:10Z"),
                        Instant.parse("2026-07-21T14:05:00Z"));
    }

    @Test
    void aSpanOfTwoTimesIsTwoTimes() {
        assertThat(TimeReader.read("2026-06-16 11:20-11:40", UTC))
                .extracting(ReadTime::instant)
                .containsExactly(
                        Instant.parse("2026-06-16T11:20:00Z"),
                        Instant.parse("2026-06-16T11:40:00Z"));
    }

    @Test
    void aDayAloneIsThatDay() {
        ReadTime time = TimeReader.read("What happened on 16 June 2026?", UTC).getFirst();
        assertThat(time.precision()).isEqualTo(ReadTime.Precision.DAY);
        assertThat(time.instant()).isEqualTo(Instant.parse("2026-06-16T00:00:00Z"));
    }

    @Test
    void aZoneMayBeSaidInWords() {
        assertThat(
                        TimeReader.read("down since 12:20 German time, 9 June 2026", UTC)
                                .getFirst()
                                .instant())
                .isEqualTo("2026-06-09T10:20:00Z");
        assertThat(TimeReader.read("9 June 2026 08:20 eastern time", UTC).getFirst().instant())
                .isEqualTo("2026-06-09T12:20:00Z");
    }

    @Test
    void onlyWhatTheTextSaysTheDayOfIsDated() {
        assertThat(TimeReader.read("at 11:31 today", UTC)).noneMatch(ReadTime::dated);
        assertThat(TimeReader.read("at 11:31 yesterday", UTC)).allMatch(ReadTime::dated);
        assertThat(TimeReader.read("at 11:31 on 9 June 2026", UTC)).allMatch(ReadTime::dated);
    }
}
