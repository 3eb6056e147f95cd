/**
 * How hard an entity is hit, decided in one place for the map, the card, the charts and the report. A link that carries
 * nothing any more and has a link-down alarm is down, even if the diagnosis predicted less.
 */
import type { Alarm } from './alarms/alarms';
import { type Deviation, OFF } from './charts/telemetry';
import type { Affected, Findings } from './findings';

/** Alarm types that say that a connection or a service is gone: `IP_LINK_DOWN`, `PORT_LOS`, `HostUnreachable`. */
const OUTAGE = /(^|[_\s-])(down|los|lof|outage|unreachable|loss_of_signal)($|[_\s-])|Down$|Unreachable$/i;

/** A metric that had a value and now has none: no traffic passes, even if the values usually vary widely. */
export function isSilent(deviation: Deviation): boolean {
    return deviation.now === 0 && deviation.usual > 0 && carries(deviation.metric);
}

/** Amounts of traffic and use; a counter of errors at zero is good. */
function carries(metric: string): boolean {
    return (
        /util|throughput|traffic|gbps|mbps|kbps|bps$|requests|rps$|rate|volume/i.test(metric) &&
        !isFault(metric)
    );
}

function isFault(metric: string): boolean {
    return /err|fail|loss|drop|discard|retry|retries|reject|timeout/i.test(metric);
}

/** Outside its usual range, or silent. */
export function isAbnormal(deviation: Deviation | undefined): boolean {
    return deviation !== undefined && (Math.abs(deviation.deviation ?? 0) > OFF || isSilent(deviation));
}

/** The findings with the impact that alarms and metrics prove; they only make an impact worse, never better. */
export function settle(
    findings: Findings | null,
    alarms: readonly Alarm[],
    deviations: readonly Deviation[],
): Findings | null {
    if (findings === null) return null;
    const alarmed = new Set(
        alarms
            .filter((alarm) => alarm.severity !== 'CLEARED' && OUTAGE.test(alarm.type))
            .map((alarm) => alarm.entity),
    );
    const silent = new Set(deviations.filter(isSilent).map((one) => one.entity));
    const down = (one: Affected): boolean => alarmed.has(one.entity) && silent.has(one.entity);
    return {
        ...findings,
        affected: findings.affected.map((one) =>
            down(one) ? { ...one, impact: 'down', observed: true } : one,
        ),
    };
}
