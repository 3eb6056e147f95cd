/** The incident in order of time: its onset, alarms, metrics that left their usual range, and the alert. */
import type { Alarm, Severity } from './alarms/alarms';
import type { Deviation } from './charts/telemetry';
import type { Findings } from './findings';
import { count } from './format';
import { type Names, named } from './names';
import { isAbnormal } from './severity';

export type MomentKind = 'onset' | 'alarm' | 'metric' | 'alert';

export interface Moment {
    /** Epoch milliseconds. */
    at: number;
    kind: MomentKind;
    text: string;
    /** The entity concerned; empty for the alert. */
    entity: string;
    severity: Severity | null;
}

/** The order of moments within the same second. */
const ORDER: readonly MomentKind[] = ['onset', 'metric', 'alarm', 'alert'];

/** Everything whose time is known, in order. */
export function incidentOf(
    findings: Findings | null,
    alarms: readonly Alarm[],
    deviations: readonly Deviation[],
    names: Names,
): Moment[] {
    const moments: Moment[] = [];
    for (const cause of findings?.causes ?? []) {
        if (cause.kind !== 'alternative' && cause.since !== null) {
            moments.push({
                at: cause.since,
                kind: 'onset',
                text: `${named(cause.entity, names)} began to fail`,
                entity: cause.entity,
                severity: null,
            });
        }
    }
    for (const one of deviations) {
        if (one.since !== null && isAbnormal(one)) {
            moments.push({
                at: one.since,
                kind: 'metric',
                text: `${one.metric} of ${named(one.entity, names)} left its usual range`,
                entity: one.entity,
                severity: null,
            });
        }
    }
    for (const alarm of alarms) {
        const often = alarm.count > 1 ? `, ${count(alarm.count, 'time')}` : '';
        moments.push({
            at: alarm.first,
            kind: 'alarm',
            text: `${alarm.type} on ${named(alarm.entity, names)}${often}`,
            entity: alarm.entity,
            severity: alarm.severity,
        });
    }
    if (findings !== null && findings.time !== null) {
        moments.push({
            at: findings.time,
            kind: 'alert',
            text: 'The alert was raised',
            entity: '',
            severity: null,
        });
    }
    return moments.sort(
        (one, other) =>
            Math.floor(one.at / 1000) - Math.floor(other.at / 1000) ||
            ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) ||
            one.at - other.at,
    );
}
