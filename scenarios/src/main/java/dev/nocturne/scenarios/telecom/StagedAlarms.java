package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.AlarmRow;
import dev.nocturne.scenarios.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Individual alarms of the incidents: those just before the cut, and the stale ones that the
 * collector replays.
 */
final class StagedAlarms {
    private StagedAlarms() {}

    /**
     * Includes alarms of AGG-JOR-1 and its port shortly before the cut, which are unrelated to it.
     */
    private static final String BEFORE_THE_CUT =
            """
            2026-06-16T14:33:41.300Z  SENS-AST-BRN-1V  Sensor  VIBRATION_HIGH  WARNING  Vibration above 10 mm/s
            2026-06-16T14:36:52.717Z  PORT-GRA-JOR-1-B  Port  PORT_FLAP  MAJOR  Port went down and up again
            2026-06-16T14:36:58.204Z  PORT-GRA-JOR-1-B  Port  PORT_FLAP  MAJOR  Port went down and up again
            2026-06-16T14:37:05.951Z  AGG-JOR-1  Node  CPU_HIGH  MINOR  Control processor above 80 percent
            2026-06-16T14:37:39.480Z  OPT-AST-BRN-1  OpticalLink  OPTICAL_LOS  CRITICAL  No light at the receiver
            2026-06-16T14:38:31.066Z  IP-AST-BRN-3  IpLink  UTILISATION_RISE  WARNING  Utilisation rose by 20 points
            """;

    private static final String STALE_REPLAY =
            """
            2026-06-15T13:21:09.112Z  PORT-GRA-JOR-1-A  Port  PORT_LOS  MAJOR  Loss of signal on the port
            2026-06-15T13:21:14.540Z  SVC-12  Service  SERVICE_DOWN  CRITICAL  No path to the far end
            2026-06-15T13:21:20.871Z  OPT-KVA-IVA-1  OpticalLink  OPTICAL_POWER_LOW  WARNING  Receive power below target
            2026-06-15T13:21:33.006Z  PATH-SVC-09-B  Path  PATH_DOWN  MAJOR  Label-switched path is down
            2026-06-15T13:21:41.250Z  AGG-ELV-1  Node  FAN_FAILED  MINOR  Fan tray reports a failed fan
            2026-06-15T13:21:48.907Z  SVC-07  Service  SERVICE_DEGRADED  MAJOR  Traffic runs on the backup
            2026-06-15T13:21:57.333Z  PORT-BRN-IVA-1-B  Port  PORT_FLAP  MINOR  Port went down and up again
            2026-06-15T13:22:04.018Z  SENS-FOREST-T  Sensor  TEMPERATURE_HIGH  WARNING  Above 30 degC
            2026-06-15T13:22:11.795Z  PORT-GRA-JOR-1-A  Port  PORT_LOS  CLEARED  Cleared by resynchronisation
            2026-06-15T13:22:12.120Z  SVC-12  Service  SERVICE_DOWN  CLEARED  Cleared by resynchronisation
            2026-06-15T13:22:12.480Z  PATH-SVC-09-B  Path  PATH_DOWN  CLEARED  Cleared by resynchronisation
            2026-06-15T13:22:13.002Z  SVC-07  Service  SERVICE_DEGRADED  CLEARED  Cleared by resynchronisation
            """;

    static List<AlarmRow> all() {
        return Stream.of(BEFORE_THE_CUT, STALE_REPLAY)
                .flatMap(block -> TextTable.rows(6, block).stream())
                .map(StagedAlarms::alarm)
                .toList();
    }

    private static AlarmRow alarm(List<String> row) {
        Instant time = Instant.parse(row.get(0));
        return new AlarmRow(time, row.get(1), row.get(2), row.get(3), row.get(4), row.get(5));
    }
}
