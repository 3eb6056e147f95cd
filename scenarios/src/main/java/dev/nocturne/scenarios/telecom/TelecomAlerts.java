package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.AlarmStream;
import dev.nocturne.scenarios.GeneratedFiles;
import dev.nocturne.scenarios.TimeSpan;

/** The alert texts as people wrote them. Some of their statements are wrong. */
final class TelecomAlerts {
    static final String CUT = "data/prompts/fibre_cut_alert.md";
    static final String DEGRADATION = "data/prompts/slow_degradation_alert.md";
    static final String NO_FAULT = "data/prompts/stale_alarms_alert.md";

    private static final int HEAD = 24;

    private final AlarmStream stream;

    TelecomAlerts(AlarmStream stream) {
        this.stream = stream;
    }

    void write(GeneratedFiles files) {
        files.add(CUT, cut());
        files.add(DEGRADATION, degradation());
        files.add(NO_FAULT, noFault());
    }

    private String cut() {
        TimeSpan storm =
                new TimeSpan(TelecomTimes.CUT_ALERT.minusSeconds(190), TelecomTimes.CUT_ALERT);
        return """
        # ALARM STORM - Norrlight transport network

        Raised: 2026-06-16T14:40:00Z by the alarm desk
        Alarms since 2026-06-16T14:36:50Z: %d. The first %d by time stamp:

        %s
        Several customers are calling. First guess of the desk: trouble at AGG-JOR-1, because the first alarms
        came from there. Find the root cause, what it affects and what to do first.
        """
                .formatted(stream.countIn(storm), HEAD, stream.head(storm, HEAD));
    }

    private static String degradation() {
        return """
        # CUSTOMER COMPLAINT - SVC-10 (Skarn Wholesale, Astervik to Ivarsta)

        Raised: 2026-06-17T13:05:00Z by the service desk
        Service: SVC-10

        The customer sees more retransmissions on the wavelength service since the early morning, a little more every hour.
        No alarm is active on the service and none of its values is over a threshold. The customer suspects the
        repair of yesterday's cut between Astervik and Brenholm.

        Find out whether something is wrong, where, and how long there is before customers notice.
        """;
    }

    private String noFault() {
        return """
        # CRITICAL - probable fibre cut Gransund to Jorvika

        Raised: 2026-06-15T13:24:00Z by the alarm desk
        Alarms since 2026-06-15T13:21:00Z:

        %s
        Loss of signal at PORT-GRA-JOR-1-A together with SERVICE_DOWN on SVC-12 looks like a cut of OPT-GRA-JOR-1: no light
        on the link, Jorvika Mining (SVC-12) down. Confirm the cut and send a splicing crew, or say that there is no fault.
        """
                .formatted(stream.head(TelecomTimes.COLLECTOR_RESTART, HEAD));
    }
}
