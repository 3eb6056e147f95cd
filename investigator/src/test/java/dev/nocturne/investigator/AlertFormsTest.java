package dev.nocturne.investigator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.sources.pack.Pack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The alerts of the demo packs as other people and systems would send them: the cause is the same
 * in whatever form an alert comes.
 */
class AlertFormsTest {
    /** An alert in one form; {@code cause} is empty where there is no fault. */
    record Form(String pack, String cause, String form, String text) {
        @Override
        public String toString() {
            return (cause.isEmpty() ? "no fault" : cause) + ", " + form;
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theCauseIsTheSameInWhateverFormTheAlertComes(Form form) throws Exception {
        try (Pack pack = TestPacks.demo(form.pack())) {
            FakeRun run = new FakeRun(pack.name(), form.text());
            new BuiltInInvestigator(
                            name -> Optional.of(TestPacks.environment(pack)), () -> Instant.EPOCH)
                    .run(run);
            JsonNode diagnosis = run.diagnosis();
            assertThat(diagnosis.path("verdict").asString())
                    .isEqualTo(form.cause().isEmpty() ? "no_fault" : "fault");
            assertThat(diagnosis.path("root_causes").path(0).path("entity").asString(""))
                    .isEqualTo(form.cause());
        }
    }

    @Test
    void anAlertWithoutATimeIsReadAsOfTheLastTimeItWasTrue() throws Exception {
        try (Pack pack = TestPacks.demo("telecom-transport")) {
            Finding finding =
                    Opinion.analyse(TestPacks.environment(pack), "OPT-AST-BRN-1 is dark, what now?")
                            .finding();
            assertThat(finding.verdict()).isEqualTo(Verdict.FAULT);
            assertThat(finding.graph().id(finding.hypotheses().getFirst().entity()))
                    .isEqualTo("OPT-AST-BRN-1");
            assertThat(finding.alert().assumptions())
                    .anyMatch(said -> said.contains("The alert names no time"));
        }
    }

    static Stream<Form> forms() {
        List<Form> forms = new ArrayList<>();
        fibreCut(forms);
        slowDegradation(forms);
        staleAlarms(forms);
        slowCheckout(forms);
        failingPayments(forms);
        trafficPeak(forms);
        return forms.stream();
    }

    private static void add(
            List<Form> forms,
            String pack,
            String cause,
            String prose,
            String json,
            String table,
            String mail,
            String german) {
        forms.add(new Form(pack, cause, "a line of prose", prose));
        forms.add(new Form(pack, cause, "JSON of Alertmanager", json));
        forms.add(new Form(pack, cause, "a table", table));
        forms.add(new Form(pack, cause, "a mail", mail));
        forms.add(new Form(pack, cause, "German", german));
    }

    private static void fibreCut(List<Form> forms) {
        add(
                forms,
                "telecom-transport",
                "OPT-AST-BRN-1",
                "SVC-01, SVC-02 and SVC-03 are down since 14:37 UTC on 16 June 2026 and several customers are calling, it is 14:40 now, what failed?",
                """
                {"version": "4", "status": "firing", "receiver": "noc", "alerts": [
                 {"status": "firing", "labels": {"alertname": "PathDown", "service": "SVC-01", "severity": "critical"},
                  "annotations": {"summary": "no path to the far end"}, "startsAt": "2026-06-16T14:37:18.010Z", "endsAt": "0001-01-01T00:00:00Z"},
                 {"status": "firing", "labels": {"alertname": "LinkDown", "link": "IP-AST-BRN-1", "severity": "major"},
                  "annotations": {"summary": "adjacency lost"}, "startsAt": "2026-06-16T14:37:14.200Z", "endsAt": "0001-01-01T00:00:00Z"},
                 {"status": "firing", "labels": {"alertname": "LinkDown", "link": "IP-AST-BRN-2", "severity": "major"},
                  "annotations": {"summary": "adjacency lost"}, "startsAt": "2026-06-16T14:37:18.446Z", "endsAt": "0001-01-01T00:00:00Z"},
                 {"status": "firing", "labels": {"alertname": "LossOfSignal", "port": "PORT-AST-BRN-1-B", "severity": "major"},
                  "annotations": {"summary": "loss of signal on the port"}, "startsAt": "2026-06-16T14:37:13.627Z", "endsAt": "0001-01-01T00:00:00Z"}]}
                """,
                """
                Zeit;Element;Alarm;Schwere
                16.06.2026 14:37:13;PORT-AST-ELV-1-B;Loss of signal;major
                16.06.2026 14:37:14;IP-AST-BRN-1;Adjacency lost;major
                16.06.2026 14:37:15;PORT-AST-BRN-2-A;Loss of signal;major
                16.06.2026 14:37:16;PATH-SVC-01-P;Label-switched path is down;major
                16.06.2026 14:37:18;IP-AST-BRN-2;Adjacency lost;major
                """,
                """
                From: noc@norrlight.example
                Date: Tue, 16 Jun 2026 16:40:00 +0200
                Subject: several services down

                Since 4:37 PM CEST the customers of SVC-01, SVC-02 and SVC-03 have no service.
                AGG-JOR-1 raised the first alarm. Please find the cause.
                """,
                "Seit 16.06.2026 16:37 Uhr MESZ sind SVC-01, SVC-02 und SVC-03 ausgefallen, mehrere Kunden rufen an. Stand: 16:40 Uhr MESZ. Was ist die Ursache?");
    }

    private static void slowDegradation(List<Form> forms) {
        add(
                forms,
                "telecom-transport",
                "AMP-GRA-IVA-1",
                "the customer of SVC-10 sees more retransmissions since the early morning, a little more every hour, 17 June 2026 13:05 UTC",
                """
                {"version": "4", "status": "firing", "alerts": [{"status": "firing",
                 "labels": {"alertname": "RetransmissionsRising", "service": "SVC-10", "severity": "warning"},
                 "annotations": {"description": "more retransmissions on the wavelength service every hour"},
                 "startsAt": "2026-06-17T13:05:00Z", "endsAt": "0001-01-01T00:00:00Z"}]}
                """,
                """
                Service | Complaint | Time
                SVC-10 | more retransmissions every hour | 2026-06-17 13:05 UTC
                """,
                """
                From: service-desk@norrlight.example
                Date: Wed, 17 Jun 2026 15:05:00 +0200
                Subject: complaint about SVC-10

                Skarn Wholesale sees more retransmissions since the early morning. No alarm is active.
                """,
                "Kunde von SVC-10 meldet seit dem frühen Morgen immer mehr Wiederholungen, gemeldet am 17.06.2026 um 15:05 Uhr MESZ");
    }

    private static void staleAlarms(List<Form> forms) {
        add(
                forms,
                "telecom-transport",
                "",
                "Is OPT-GRA-JOR-1 cut? PORT-GRA-JOR-1-A lost its signal and SVC-12 was reported down at 13:21 UTC on 15 June 2026, written at 13:24 UTC",
                """
                {"version": "4", "status": "firing", "alerts": [
                 {"status": "resolved", "labels": {"alertname": "PORT_LOS", "port": "PORT-GRA-JOR-1-A", "severity": "major"},
                  "annotations": {"summary": "loss of signal on the port"}, "startsAt": "2026-06-15T13:21:09Z", "endsAt": "2026-06-15T13:22:11Z"},
                 {"status": "resolved", "labels": {"alertname": "SERVICE_DOWN", "service": "SVC-12", "severity": "critical"},
                  "annotations": {"summary": "no path to the far end"}, "startsAt": "2026-06-15T13:21:14Z", "endsAt": "2026-06-15T13:22:12Z"},
                 {"status": "firing", "labels": {"alertname": "FAN_FAILED", "device": "AGG-ELV-1", "severity": "minor"},
                  "annotations": {"summary": "fan tray reports a failed fan"}, "startsAt": "2026-06-15T13:21:41Z", "endsAt": "0001-01-01T00:00:00Z"}]}
                """,
                """
                time | entity | alarm | state
                15.06.2026 13:21:09 | PORT-GRA-JOR-1-A | Loss of signal on the port | cleared 13:22:11
                15.06.2026 13:21:14 | SVC-12 | No path to the far end | cleared 13:22:12
                15.06.2026 13:21:33 | PATH-SVC-09-B | Label-switched path is down | cleared 13:22:12
                """,
                """
                From: alarm-desk@norrlight.example
                Date: Mon, 15 Jun 2026 15:24:00 +0200
                Subject: probable fibre cut Gransund to Jorvika

                No light on OPT-GRA-JOR-1 and SVC-12 down since 3:21 PM CEST. Confirm the cut.
                """,
                "Am 15.06.2026 um 15:21 Uhr MESZ meldete PORT-GRA-JOR-1-A kein Signal und SVC-12 Ausfall. Ist OPT-GRA-JOR-1 gerissen? Stand 15:24 Uhr MESZ");
    }

    private static void slowCheckout(List<Form> forms) {
        add(
                forms,
                "online-shop",
                "inventory-db",
                "checkout is slow since 11:26 UTC on 16 June 2026, it is 11:45 UTC now",
                """
                {"version": "4", "status": "firing", "alerts": [{"status": "firing",
                 "labels": {"alertname": "LatencyHigh", "service": "checkout", "severity": "critical"},
                 "annotations": {"summary": "LatencyP95 above 1000 ms"},
                 "startsAt": "2026-06-16T11:31:00Z", "endsAt": "0001-01-01T00:00:00Z"}]}
                """,
                """
                Service;Alarm;Severity;Time
                catalogue;latency high;major;16.06.2026 11:26:41
                web-frontend;latency high;major;16.06.2026 11:26:41
                cart;latency high;major;16.06.2026 11:26:52
                checkout;latency high;major;16.06.2026 11:27:00
                inventory-db;lock wait high;major;16.06.2026 11:27:09
                inventory;latency high;major;16.06.2026 11:27:23
                """,
                """
                From: pager@shop.example
                Date: Tue, 16 Jun 2026 13:45:00 +0200
                Subject: [TRIGGERED] checkout latency above its objective

                Service: checkout
                Triggered: Jun 16, 2026 1:31 PM CEST
                """,
                "checkout antwortet seit 13:26 Uhr MESZ am 16.06.2026 sehr langsam, Stand: 13:45 Uhr MESZ");
    }

    private static void failingPayments(List<Form> forms) {
        add(
                forms,
                "online-shop",
                "ext-northpay",
                "orders cannot be completed, web-frontend availability below 99.5 percent, 17 June 2026 08:26 UTC, message-broker suspected",
                """
                {"version": "4", "status": "firing", "alerts": [{"status": "firing",
                 "labels": {"alertname": "AvailabilityLow", "service": "web-frontend", "severity": "critical"},
                 "annotations": {"summary": "Availability below the objective of 99.5 percent"},
                 "startsAt": "2026-06-17T08:17:00Z", "endsAt": "0001-01-01T00:00:00Z"}]}
                """,
                """
                Service | Metric | Raised
                web-frontend | Availability below 99.5 percent | 2026-06-17 08:17 UTC
                """,
                """
                From: pager@shop.example
                Date: Wed, 17 Jun 2026 10:26:00 +0200
                Subject: [TRIGGERED] web-frontend availability

                Service: web-frontend
                Metric: Availability
                Triggered: Jun 17, 2026 10:17 AM CEST
                """,
                "Bestellungen schlagen fehl, Verfügbarkeit von web-frontend unter 99,5 Prozent, gemeldet am 17.06.2026 um 10:17 Uhr MESZ, Stand 10:26 Uhr MESZ");
    }

    private static void trafficPeak(List<Form> forms) {
        add(
                forms,
                "online-shop",
                "",
                "web-frontend gets 60 percent more requests than forecast since 17:52 UTC on 15 June 2026, an attack? it is 18:25 UTC now",
                """
                {"version": "4", "status": "firing", "alerts": [{"status": "firing",
                 "labels": {"alertname": "RequestsAboveForecast", "service": "web-frontend", "severity": "warning"},
                 "annotations": {"summary": "Requests exceed the forecast by more than 60 percent"},
                 "startsAt": "2026-06-15T17:52:00Z", "endsAt": "0001-01-01T00:00:00Z"}]}
                """,
                """
                Service | Metric | Raised
                web-frontend | Requests 60 percent above forecast | 2026-06-15 17:52 UTC
                """,
                """
                From: pager@shop.example
                Date: Mon, 15 Jun 2026 20:25:00 +0200
                Subject: web-frontend requests far above forecast

                Service: web-frontend
                Metric: Requests
                Triggered: Jun 15, 2026 7:52 PM CEST
                """,
                "web-frontend bekommt am 15.06.2026 seit 19:52 Uhr MESZ 60 Prozent mehr Anfragen als erwartet, Stand 20:25 Uhr MESZ");
    }
}
