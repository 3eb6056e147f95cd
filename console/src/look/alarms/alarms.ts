/** Alarms, from the tables of tool calls and from the text of the alert. */
import type { Cell, Column, Visualization } from '../../protocol';
import type { ToolCall } from '../../session/view';
import { amount, instant, word } from '../read';

export const SEVERITIES = ['CRITICAL', 'MAJOR', 'MINOR', 'WARNING', 'INFO', 'CLEARED'] as const;
export type Severity = (typeof SEVERITIES)[number] | 'OTHER';

/** Alarms of one kind of one entity. */
export interface Alarm {
    entity: string;
    type: string;
    severity: Severity;
    /** How often it came. */
    count: number;
    /** Epoch milliseconds. */
    first: number;
    last: number;
    /** The single times that are known; the ends at least. */
    times: number[];
}

/** Lines of an alert longer than this are not alarms. */
const LINE = 1000;

/**
 * All alarms that a session knows of. `results` holds uncut visualizations of calls. Alarms that several sources
 * have become one entry: with the largest count and all times.
 */
export function alarmsOf(
    calls: readonly ToolCall[],
    alertText: string,
    results: ReadonlyMap<string, readonly Visualization[]> = new Map(),
): Alarm[] {
    const tables = calls
        .flatMap((call) => results.get(call.id) ?? call.visualizations)
        .flatMap((one) => (one.type === 'table' ? [alarmsIn(one.data.columns, one.data.rows)] : []));
    const found = new Map<string, Alarm>();
    for (const source of [...tables, alarmsInText(alertText)]) {
        for (const [key, alarm] of together(source)) {
            const before = found.get(key);
            found.set(key, before === undefined ? alarm : merged(before, alarm));
        }
    }
    return [...found.values()].sort(byTime);
}

const NAMES = {
    entity: /^(entity|entity_?id|source|resource|node|component)$/i,
    type: /^(type|alert_?type|alarm_?type|alarm|event|name)$/i,
    severity: /^(severity|level|priority)$/i,
    count: /^(alarms|count|n|times)$/i,
    first: /^(first|first_seen|timestamp|time|raised|at|ts)$/i,
    last: /^(last|last_seen)$/i,
};

/** Reads alarms of rows that name an entity, a type or severity, and a time; none from other tables. */
export function alarmsIn(columns: readonly Column[], rows: readonly Cell[][]): Alarm[] {
    const at = (role: keyof typeof NAMES): number =>
        columns.findIndex((column) => NAMES[role].test(column.name));
    const [entity, type, severity, count, first, last] = [
        at('entity'),
        at('type'),
        at('severity'),
        at('count'),
        at('first'),
        at('last'),
    ];
    if (entity < 0 || first < 0 || (type < 0 && severity < 0)) return [];
    return rows.flatMap((row) => {
        const start = instant(row[first]);
        if (start === null || word(row[entity]) === '') return [];
        const end = instant(row[last]) ?? start;
        return [
            {
                entity: word(row[entity]),
                type: word(row[type]) || 'ALARM',
                severity: severityOf(word(row[severity])),
                count: Math.max(1, Math.round(amount(row[count]) ?? 1)),
                first: start,
                last: end,
                times: start === end ? [start] : [start, end],
            },
        ];
    });
}

/** Reads lines such as `ALM-7 | 2026-06-16T14:37:13Z | MAJOR | PORT-1 | PORT_LOS | text`, in any order of columns. */
export function alarmsInText(text: string): Alarm[] {
    return text.split('\n').flatMap((line) => {
        if (line.length > LINE || !line.includes('|')) return [];
        const cells = line.split('|').map((cell) => cell.trim());
        const time = cells.map(instant).find((one): one is number => one !== null);
        const severity = cells.find((cell) => SEVERITIES.some((known) => known === cell.toUpperCase()));
        const type = cells.find((cell) => cell !== severity && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(cell));
        const at = type === undefined ? -1 : cells.indexOf(type);
        const entity = cells.find(
            (cell, index) =>
                index !== at &&
                cell !== severity &&
                instant(cell) === null &&
                /^[\w.:-]{2,}$/.test(cell) &&
                !/^(ALM|ALARM|ALERT|EVT)[-_]?\d+$/i.test(cell),
        );
        if (time === undefined || type === undefined || entity === undefined) return [];
        return [
            {
                entity,
                type,
                severity: severityOf(severity ?? ''),
                count: 1,
                first: time,
                last: time,
                times: [time],
            },
        ];
    });
}

export function severityOf(text: string): Severity {
    const upper = text.toUpperCase();
    return SEVERITIES.find((known) => upper.startsWith(known)) ?? (upper === 'WARN' ? 'WARNING' : 'OTHER');
}

export type Grouping = 'entity' | 'type';

/** Alarms put together under one heading. */
export interface AlarmGroup {
    name: string;
    cause: boolean;
    worst: Severity;
    count: number;
    first: number;
    last: number;
    alarms: Alarm[];
}

/** Groups alarms; root causes first, then in the order in which they began. */
export function groupAlarms(
    alarms: readonly Alarm[],
    by: Grouping,
    causes: ReadonlySet<string>,
): AlarmGroup[] {
    const groups = new Map<string, Alarm[]>();
    for (const alarm of alarms) {
        const group = groups.get(alarm[by]);
        if (group === undefined) groups.set(alarm[by], [alarm]);
        else group.push(alarm);
    }
    return [...groups]
        .map(([name, members]) => ({
            name,
            cause: members.some((alarm) => causes.has(alarm.entity)),
            worst: members.map((alarm) => alarm.severity).sort(bySeverity)[0] ?? 'OTHER',
            count: members.reduce((sum, alarm) => sum + alarm.count, 0),
            first: members.reduce((least, alarm) => Math.min(least, alarm.first), Infinity),
            last: members.reduce((most, alarm) => Math.max(most, alarm.last), -Infinity),
            alarms: members,
        }))
        .sort((one, other) => Number(other.cause) - Number(one.cause) || one.first - other.first);
}

export interface Bin {
    from: number;
    to: number;
    counts: Map<Severity, number>;
}

/** Number of alarms over time. Repeats whose times are not known are spread evenly between the first and the last. */
export function histogram(alarms: readonly Alarm[], from: number, to: number, bins: number): Bin[] {
    const width = Math.max(1, (to - from) / bins);
    const made = Array.from({ length: bins }, (_, index) => ({
        from: from + index * width,
        to: from + (index + 1) * width,
        counts: new Map<Severity, number>(),
    }));
    for (const alarm of alarms) {
        for (const time of spread(alarm)) {
            const bin = made[Math.min(bins - 1, Math.floor((time - from) / width))];
            if (time >= from && time <= to && bin !== undefined) {
                bin.counts.set(alarm.severity, (bin.counts.get(alarm.severity) ?? 0) + 1);
            }
        }
    }
    return made;
}

/** As many times as the alarm came, at most a thousand. */
export function spread(alarm: Alarm): number[] {
    const missing = Math.min(1000, alarm.count) - alarm.times.length;
    const rest = Array.from(
        { length: Math.max(0, missing) },
        (_, index) => alarm.first + ((alarm.last - alarm.first) * (index + 1)) / (missing + 1),
    );
    return [...alarm.times, ...rest];
}

/** Alarms of one source: rows of the same entity, type and severity are one alarm that came often. */
function together(source: readonly Alarm[]): Map<string, Alarm> {
    const found = new Map<string, Alarm>();
    for (const alarm of source) {
        const key = keyOf(alarm);
        const before = found.get(key);
        found.set(
            key,
            before === undefined ? alarm : { ...merged(before, alarm), count: before.count + alarm.count },
        );
    }
    return found;
}

function merged(one: Alarm, other: Alarm): Alarm {
    const times = [...new Set([...one.times, ...other.times])].sort((a, b) => a - b);
    return {
        ...one,
        count: Math.max(one.count, other.count, times.length),
        first: Math.min(one.first, other.first),
        last: Math.max(one.last, other.last),
        times,
    };
}

function keyOf(alarm: Alarm): string {
    return JSON.stringify([alarm.entity, alarm.type, alarm.severity]);
}

function byTime(one: Alarm, other: Alarm): number {
    return one.first - other.first || one.entity.localeCompare(other.entity);
}

function bySeverity(one: Severity, other: Severity): number {
    const rank = (severity: Severity): number => (severity === 'OTHER' ? 4.5 : SEVERITIES.indexOf(severity));
    return rank(one) - rank(other);
}
