package dev.nocturne.investigator.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.nocturne.environment.Environment;
import dev.nocturne.environment.EnvironmentOverview;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.investigator.TestPacks;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertReaderTest {
    private static final Environment SHOP = TestPacks.environment(TestPacks.demo("online-shop"));

    private static Alert read(String text) {
        try {
            EnvironmentOverview overview =
                    new Question.Overview(AlertReader.nameable(text))
                            .ask(SHOP)
                            .data()
                            .orElseThrow();
            return new AlertReader(overview).read(text);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As monitors list them: a time and an entity each. */
    private static final List<String[]> ALARMS =
            List.of(
                    new String[] {"inventory-db", "11:00:02"},
                    new String[] {"inventory", "11:00:22"},
                    new String[] {"checkout", "11:00:41"});

    static List<String> lists() {
        StringBuilder webhook =
                new StringBuilder("{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[");
        StringBuilder api = new StringBuilder("[");
        for (String[] a : ALARMS) {
            String body =
                    "\"labels\":{\"alertname\":\"TargetDown\",\"service\":\"%s\",\"severity\":\"critical\"},\"annotations\":{\"summary\":\"%s is down\"},\"startsAt\":\"2026-06-16T%s.000Z\","
                            .formatted(a[0], a[0], a[1]);
            webhook.append("{\"status\":\"firing\",")
                    .append(body)
                    .append("\"endsAt\":\"0001-01-01T00:00:00Z\"},");
            api.append("{\"status\":{\"state\":\"active\",\"silencedBy\":[]},")
                    .append(body)
                    .append("\"endsAt\":\"2026-06-16T11:10:00.000Z\"},");
        }
        webhook.setLength(webhook.length() - 1);
        api.setLength(api.length() - 1);
        return List.of(
                webhook.append("]}").toString(),
                api.append("]").toString(),
                lines("2026-06-16T%2$sZ | CRITICAL | %1$s | SERVICE_DOWN | no answer"),
                lines("2026-06-16T%2$sZ | critical | %1$s | ServiceDown | no answer"),
                "Alertname   Starts At   Summary   State\n"
                        + lines("TargetDown  2026-06-16 %2$s UTC  %1$s is down  active"),
                lines("2026-06-16T%2$sZ level=error service=%1$s msg=\"connection refused\""),
                lines("Jun 16 %2$s %1$s kernel: CRITICAL SERVICE_DOWN"),
                lines("2026.06.16 %2$s PROBLEM Disaster %1$s: unavailable"),
                lines(":fire: *[CRITICAL]* `%1$s` down (2026-06-16 %2$s UTC)"),
                "Time;Severity;Host;Text\n" + lines("16.06.2026 %2$s;Critical;%1$s;down"),
                """
                [1781607602] HOST ALERT: inventory-db;DOWN;HARD;3;CRITICAL - no answer
                [1781607622] HOST ALERT: inventory;DOWN;HARD;3;CRITICAL - no answer
                [1781607641] HOST ALERT: checkout;DOWN;HARD;3;CRITICAL - no answer\
                """);
    }

    private static String lines(String form) {
        return String.join("\n", ALARMS.stream().map(a -> form.formatted((Object[]) a)).toList());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void anAlarmListIsReadInTheFormOfEveryMonitor(String text) {
        Alert alert = read(text);
        assertThat(alert.alarms())
                .as(text)
                .extracting(Alarm::entity)
                .containsExactly("inventory-db", "inventory", "checkout");
        assertThat(alert.alarms())
                .as(text)
                .extracting(a -> Instant.ofEpochMilli(a.time()).toString())
                .containsExactly(
                        "2026-06-16T11:00:02Z", "2026-06-16T11:00:22Z", "2026-06-16T11:00:41Z");
        assertThat(alert.alarms())
                .as(text)
                .allMatch(a -> a.severity().compareTo(Severity.MAJOR) >= 0);
        assertThat(Instant.ofEpochMilli(alert.raised())).isEqualTo("2026-06-16T11:00:41Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Problem started at 11:31:00 on 2026.06.16\nProblem name: P95 latency too high on checkout\nHost: checkout\nSeverity: High",
                "***** Nagios *****\n\nNotification Type: PROBLEM\n\nService: LatencyP95\nHost: checkout\nState: CRITICAL\n\nDate/Time: Tue Jun 16 11:31:00 UTC 2026",
                "[1781609460] SERVICE ALERT: checkout;LatencyP95;CRITICAL;HARD;3;p95 1843 ms",
                "[Triggered on service:checkout] High p95 latency\n\nThe monitor was last triggered at Tue Jun 16 2026 11:31:00 UTC.",
                "{\"title\":\"[Triggered] p95 latency on checkout\",\"date\":1781609460000,\"priority\":\"normal\",\"host\":\"checkout\"}",
                "{\"Type\":\"Notification\",\"Message\":\"{\\\"AlarmName\\\":\\\"p95 latency\\\",\\\"NewStateValue\\\":\\\"ALARM\\\",\\\"StateChangeTime\\\":\\\"2026-06-16T11:31:00.000+0000\\\",\\\"Trigger\\\":{\\\"MetricName\\\":\\\"LatencyP95\\\",\\\"Dimensions\\\":[{\\\"name\\\":\\\"Service\\\",\\\"value\\\":\\\"checkout\\\"}]}}\"}",
                "{\"title\":\"p95\",\"state\":\"alerting\",\"evalMatches\":[{\"metric\":\"p95\",\"tags\":{\"instance\":\"checkout\"},\"value\":1843}],\"time\":1781609460000}",
            })
    void anAlertOfOneEntityIsReadInTheFormOfEveryMonitor(String text) {
        Alert alert = read(text);
        assertThat(Instant.ofEpochMilli(alert.raised())).as(text).isEqualTo("2026-06-16T11:31:00Z");
        assertThat(alert.entities()).as(text).containsExactly("checkout");
        assertThat(alert.dated()).isTrue();
    }

    @Test
    void anAlarmThatIsResolvedHasEnded() {
        Alert alert =
                read(
                        "{\"alerts\":["
                                + "{\"status\":\"resolved\",\"labels\":{\"service\":\"catalogue\"},\"startsAt\":\"2026-06-16T10:00:00Z\",\"endsAt\":\"2026-06-16T10:05:00Z\"},"
                                + "{\"status\":\"firing\",\"labels\":{\"service\":\"checkout\"},\"startsAt\":\"2026-06-16T11:00:00Z\",\"endsAt\":\"0001-01-01T00:00:00Z\"},"
                                + "{\"status\":\"firing\",\"labels\":{\"service\":\"inventory\"},\"startsAt\":\"2026-06-16T11:00:00Z\",\"endsAt\":\"0001-01-01T00:00:00Z\"}]}");
        assertThat(alert.alarms().getFirst().ended())
                .isEqualTo(Instant.parse("2026-06-16T10:05:00Z").toEpochMilli());
    }

    @Test
    void proseOfOneEntityIsNoAlarmList() {
        Alert alert = read("checkout is slow since 11:25 on 16 June, is inventory-db to blame?");
        assertThat(alert.alarms()).isEmpty();
        assertThat(Instant.ofEpochMilli(alert.start())).isEqualTo("2026-06-16T11:25:00Z");
        assertThat(Instant.ofEpochMilli(alert.raised())).isEqualTo("2026-06-16T11:55:00Z");
    }

    @Test
    void measurementsAreNoAlarms() {
        Alert alert =
                read(
                        "epoch | service | p95\n1781609460 | checkout | 489\n1781609520 | inventory | 493\n1781609580 | inventory-db | 498");
        assertThat(alert.alarms()).isEmpty();
        assertThat(alert.entities()).containsExactly("checkout", "inventory", "inventory-db");
    }

    @Test
    void theTimesOfFieldsComeBeforeThoseThatATextMentions() {
        Alert alert =
                read(
                        "{\"first\":\"2026-06-16T11:02:00Z\",\"last\":\"2026-06-16T11:04:00Z\",\"reportTime\":\"2026-06-16T11:20:00Z\",\"object\":\"checkout\",\"question\":\"anything to do before the first sale at 14:00?\"}");
        assertThat(Instant.ofEpochMilli(alert.start())).isEqualTo("2026-06-16T11:02:00Z");
        assertThat(Instant.ofEpochMilli(alert.raised())).isEqualTo("2026-06-16T11:20:00Z");
    }

    @Test
    void aHostIsTheSubjectOnlyIfNothingElseIsNamed() {
        String node = "{\"node\":\"inventory-db\",\"opened\":\"2026-06-16T11:02:00Z\"";
        assertThat(read(node + ",\"object\":\"checkout\"}").subject()).contains("checkout");
        assertThat(read(node + "}").subject()).contains("inventory-db");
    }

    @Test
    void whatASentenceOnlyCallsWellIsRemembered() {
        Alert alert =
                read("checkout is slow since 11:25. inventory-db looks normal. Is it catalogue?");
        assertThat(alert.calledWell()).containsExactly("inventory-db");
    }

    @Test
    void theDigitOfASyslogLineIsItsSeverity() {
        Alert alert =
                read(
                        "<186>Jun 16 11:05:13 checkout %PLATFORM-2-LC: linecard going down\n"
                                + "<189>Jun 16 11:06:40 inventory %SYS-5-CONFIG_I: Configured from console");
        assertThat(alert.alarms())
                .extracting(Alarm::entity, Alarm::severity)
                .containsExactly(
                        tuple("checkout", Severity.CRITICAL), tuple("inventory", Severity.INFO));
    }
}
