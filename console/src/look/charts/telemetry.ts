/** What tool calls say about metrics: lines of values, and how far a metric is from its usual value. */
import type { Cell, Column, Telemetry as Answer, Visualization } from '../../protocol';
import type { ToolCall } from '../../session/view';
import { amount, instant, word } from '../read';
import { kindOf } from '../views/table';

/** Values of one metric of one entity over time. */
export interface Series {
    entity: string;
    metric: string;
    /** Epoch milliseconds, ascending. */
    times: number[];
    values: (number | null)[];
    /** The tool call that brought it. */
    call: string;
    /** How many values there were before the rows were cut; 0 when they were not. */
    cutFrom: number;
}

/** A metric compared with its own past, as the investigator judged it. */
export interface Deviation {
    entity: string;
    /** The table it was measured in; empty if unknown. */
    table: string;
    metric: string;
    usual: number;
    now: number;
    /** In robust standard deviations; above 5 is abnormal. */
    deviation: number | null;
    since: number | null;
    call: string;
}

export interface Telemetry {
    series: Series[];
    deviations: Deviation[];
}

/** The investigator takes a metric for abnormal above this many robust standard deviations (docs/investigator.md, 4). */
export const OFF = 5;

const TIME_NAME = /time|date|stamp|bucket|minute|hour|^(at|t|ts)$/i;
/** Fewer points are no line. */
const POINTS = 4;

/**
 * Collects from tool calls what can be drawn. `results` holds the uncut visualizations of calls that were read; for
 * others the ones of the log are taken. A line that comes again replaces the earlier one if it has more points.
 */
export function telemetryOf(
    calls: readonly ToolCall[],
    results: ReadonlyMap<string, readonly Visualization[]>,
    entities: ReadonlySet<string>,
): Telemetry {
    const series = new Map<string, Series>();
    const deviations = new Map<string, Deviation>();
    for (const call of calls) {
        for (const one of results.get(call.id) ?? call.visualizations) {
            if (one.type !== 'table') continue;
            const { columns, rows, truncated } = one.data;
            for (const line of seriesOf(columns, rows, named(call.query, entities), call.id, truncated)) {
                const key = JSON.stringify([line.entity, line.metric]);
                if ((series.get(key)?.times.length ?? 0) <= line.times.length) series.set(key, line);
            }
            for (const found of deviationsOf(columns, rows, call.id)) {
                deviations.set(JSON.stringify([found.entity, found.metric]), found);
            }
        }
    }
    return { series: [...series.values()], deviations: [...deviations.values()] };
}

/** The first entity that a text names; empty when it names none. */
export function named(text: string, entities: ReadonlySet<string>): string {
    return (
        text
            .split(/[\s,;()'"?]+/)
            .find((one) => entities.has(one) || entities.has(one.replace(/[.:]$/, ''))) ?? ''
    );
}

/** Reads lines from rows: a column of times, columns of numbers, and maybe columns that name entity and metric. */
export function seriesOf(
    columns: readonly Column[],
    rows: readonly Cell[][],
    about: string,
    call: string,
    truncated = 0,
): Series[] {
    const kinds = columns.map((column, index) => kindOf(column, index, rows));
    const time = columns.findIndex((column, index) => kinds[index] === 'time' && TIME_NAME.test(column.name));
    const numbers = columns.flatMap((_, index) => (kinds[index] === 'number' ? [index] : []));
    if (time < 0 || numbers.length === 0) return [];
    const words = columns.flatMap((_, index) => (kinds[index] === 'text' ? [index] : []));
    const metric = words.find((index) => /^(metric|counter|kpi)$/i.test(columns[index]?.name ?? ''));
    const entity = words.find((index) => index !== metric);
    const lines = new Map<string, { entity: string; metric: string; points: [number, number | null][] }>();
    for (const row of rows) {
        const at = instant(row[time]);
        if (at === null) continue;
        for (const index of numbers) {
            const who = entity === undefined ? about : word(row[entity]) || about;
            const what = metric === undefined ? (columns[index]?.name ?? '') : word(row[metric]);
            const key = JSON.stringify([who, what, metric === undefined ? '' : index]);
            const line = lines.get(key) ?? { entity: who, metric: what, points: [] };
            line.points.push([at, amount(row[index])]);
            lines.set(key, line);
        }
    }
    return [...lines.values()]
        .filter((line) => line.points.filter(([, value]) => value !== null).length >= POINTS)
        .map((line) => {
            const points = line.points.sort(([one], [other]) => one - other);
            return {
                entity: line.entity,
                metric: line.metric,
                times: points.map(([at]) => at),
                values: points.map(([, value]) => value),
                call,
                cutFrom: truncated > rows.length ? truncated : 0,
            };
        });
}

/** Reads the investigator's table of deviations: entity, metric, usual, now, deviation, since. */
export function deviationsOf(columns: readonly Column[], rows: readonly Cell[][], call: string): Deviation[] {
    const at = (name: string): number => columns.findIndex((column) => column.name.toLowerCase() === name);
    const [entity, metric, usual, now] = [at('entity'), at('metric'), at('usual'), at('now')];
    if (entity < 0 || metric < 0 || usual < 0 || now < 0) return [];
    return rows.flatMap((row) => {
        const [before, after] = [amount(row[usual]), amount(row[now])];
        const full = word(row[metric]);
        const dot = full.lastIndexOf('.');
        if (before === null || after === null || word(row[entity]) === '') return [];
        return [
            {
                entity: word(row[entity]),
                table: dot < 0 ? '' : full.slice(0, dot),
                metric: full.slice(dot + 1),
                usual: before,
                now: after,
                deviation: amount(row[at('deviation')]),
                since: instant(row[at('since')]),
                call,
            },
        ];
    });
}

/** The answer of `POST /query/telemetry` as lines; `call` is the tool call whose finding cites these metrics. */
export function linesOf(answer: Answer, call: string): Series[] {
    return answer.series
        .filter((one) => one.values.filter((value) => value !== null).length >= POINTS)
        .map((one) => ({
            entity: answer.entity,
            metric: one.metric,
            times: one.times,
            values: one.values,
            call,
            cutFrom: one.total > one.times.length ? one.total : 0,
        }));
}

const UNITS: readonly [RegExp, string][] = [
    [/(pct|percent)$/i, '%'],
    [/dbm$/i, 'dBm'],
    [/db$/i, 'dB'],
    [/(?<=[a-z])Ma$/, 'mA'],
    [/gbps$/i, 'Gbit/s'],
    [/mbps$/i, 'Mbit/s'],
    [/(permin|perminute)$/i, '/min'],
    [/(persec|persecond)$/i, '/s'],
    [/(ms|millis)$/i, 'ms'],
    [/(?<=[a-z])(seconds|secs)$/i, 's'],
    [/(temp|temperature)c$/i, '°C'],
    [/(?<=[a-z])Km$/, 'km'],
    [/bytes$/i, 'B'],
];

/** The unit that the name of a metric ends with; empty when it has none. */
export function unitOf(metric: string): string {
    return UNITS.find(([name]) => name.test(metric))?.[1] ?? '';
}

/** The range of a metric before something happened. */
export interface Band {
    low: number;
    high: number;
    middle: number;
}

/** Samples that a range needs. */
const PAST = 12;

/**
 * The usual range: 98 % of the values before `until`, as the investigator looks at them; null when there are too few
 * values before it.
 */
export function bandOf(series: Pick<Series, 'times' | 'values'>, until: number | null): Band | null {
    const past = series.values
        .filter(
            (value, index): value is number =>
                value !== null && until !== null && (series.times[index] ?? Infinity) < until,
        )
        .sort((one, other) => one - other);
    if (past.length < PAST) return null;
    return { low: quantile(past, 0.01), high: quantile(past, 0.99), middle: quantile(past, 0.5) };
}

function quantile(sorted: readonly number[], share: number): number {
    const at = share * (sorted.length - 1);
    const low = sorted[Math.floor(at)] ?? NaN;
    const high = sorted[Math.ceil(at)] ?? NaN;
    return low + (high - low) * (at - Math.floor(at));
}

/** From when to when a chart shows at first: the incident and half as long before it, at least an hour. */
export function around(times: readonly number[], moment: number | null): [number, number] | null {
    const [start, end] = [times[0], times.at(-1)];
    if (start === undefined || end === undefined) return null;
    if (moment === null || moment <= start || moment >= end + 3_600_000) return [start, end];
    return [Math.max(start, moment - Math.max(3_600_000, (end - moment) / 2)), end];
}
