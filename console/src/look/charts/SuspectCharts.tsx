import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { Column } from '../../protocol';
import { clock, clockZone, dateTime, dayClock, shortNumber } from '../format';
import { type Names, named } from '../names';
import '../look.css';
import { type Colors, useColors } from '../theme';
import { EvidenceLink } from '../topology/EntityDetails';
import DataTable from '../views/DataTable';
import './charts.css';
import MetricChart, { type Mark } from './MetricChart';
import { type GroupOf, type Metric, type Suspect, grouped, hasLine, off } from './groups';
import { type Deviation, type Series, around, bandOf, unitOf } from './telemetry';

export interface SuspectChartsProps {
    /** In the order in which they are shown; entities with data that are not among them come after. */
    suspects: readonly Suspect[];
    series: readonly Series[];
    deviations: readonly Deviation[];
    /** When the incident began, in epoch milliseconds. */
    moment: number | null;
    /** When the alert was raised. */
    alert: number | null;
    /** Alarms by entity. */
    alarms: ReadonlyMap<string, readonly Mark[]>;
    /** Loads the chart of an entity that only has a baseline and a current value. */
    onChart?: ((entity: string) => void) | undefined;
    /** Entities whose charts are on their way. */
    loading?: ReadonlySet<string> | undefined;
    names?: Names | undefined;
    onEntity?: ((entity: string) => void) | undefined;
    /** The id of the evidence that a call is, such as `E3`. */
    evidenceOf?: ((call: string) => string | undefined) | undefined;
    onEvidence?: ((evidence: string) => void) | undefined;
}

/** Entities without a curve that are shown before one asks for more. */
const FIRST = 9;

/** The metrics of suspected and affected entities, as small charts beside each other. */
export default function SuspectCharts(props: SuspectChartsProps): ReactNode {
    const { suspects, series, deviations, moment } = props;
    const root = useRef<HTMLDivElement>(null);
    const colors = useColors(root);
    const [all, setAll] = useState(false);
    const [own, setOwn] = useState<[number, number] | null>(null);
    const [whole, setWhole] = useState(false);
    const sync = useId();
    const groups = useMemo(() => grouped(suspects, series, deviations), [suspects, series, deviations]);
    const times = useMemo(() => {
        const ends = series.flatMap((one) => [one.times[0] ?? 0, one.times.at(-1) ?? 0]);
        return ends.sort((one, other) => one - other);
    }, [series]);
    const near = around(times, moment);
    const full: [number, number] | null = times.length === 0 ? null : [times[0] ?? 0, times.at(-1) ?? 0];
    const shown = own ?? (whole ? full : near);
    const brief = groups.filter((group) => !hasLine(group));
    return (
        <div className="look look-suspects" ref={root}>
            {groups.length === 0 && <p className="look-note">No metrics collected yet.</p>}
            {shown !== null && near !== null && full !== null && (
                <div className="look-toolbar">
                    {near[0] > full[0] && (
                        <div className="look-toolbar" role="group" aria-label="Time shown">
                            <button
                                type="button"
                                className="look-button"
                                aria-pressed={own === null && !whole}
                                onClick={() => {
                                    setOwn(null);
                                    setWhole(false);
                                }}
                            >
                                Around the incident
                            </button>
                            <button
                                type="button"
                                className="look-button"
                                aria-pressed={own === null && whole}
                                onClick={() => {
                                    setOwn(null);
                                    setWhole(true);
                                }}
                            >
                                All
                            </button>
                        </div>
                    )}
                    <p className="look-note">
                        {dayClock(shown[0])} to {clockZone(shown[1])}; drag to zoom, double-click to show all
                    </p>
                    <Key colors={colors} {...props} />
                </div>
            )}
            {groups.filter(hasLine).map((group) => (
                <Group
                    key={group.entity}
                    {...props}
                    group={group}
                    colors={colors}
                    sync={sync}
                    shown={shown}
                    onWindow={setOwn}
                />
            ))}
            {brief.length > 0 && (
                <section aria-labelledby={`${sync}-brief`}>
                    <h3 id={`${sync}-brief`} className="look-brief-title">
                        Baseline vs. now <span className="look-note">(charts not loaded)</span>
                    </h3>
                    <div className="look-charts look-briefs">
                        {brief.slice(0, all ? undefined : FIRST).map((group) => (
                            <Brief key={group.entity} {...props} group={group} />
                        ))}
                    </div>
                </section>
            )}
            {brief.length > FIRST && (
                <button
                    type="button"
                    className="look-button look-more"
                    onClick={() => {
                        setAll(!all);
                    }}
                >
                    {all ? 'Show fewer' : `Show ${brief.length - FIRST} more entities`}
                </button>
            )}
        </div>
    );
}

function Group({
    group,
    alarms,
    moment,
    alert,
    colors,
    sync,
    shown,
    onWindow,
    names,
    onEntity,
    evidenceOf,
    onEvidence,
}: SuspectChartsProps & {
    group: GroupOf;
    colors: Colors;
    sync: string;
    shown: [number, number] | null;
    onWindow: (window: [number, number] | null) => void;
}): ReactNode {
    const id = useId();
    const [table, setTable] = useState(false);
    const lines = group.metrics.flatMap((one) => one.series ?? []);
    const calls = new Set(group.metrics.flatMap((one) => [one.series?.call, one.deviation?.call]));
    const evidence = [
        ...new Set([...calls].flatMap((call) => (call === undefined ? [] : (evidenceOf?.(call) ?? [])))),
    ];
    return (
        <section className="look-suspect" aria-labelledby={id}>
            <header className="look-toolbar">
                <h3 id={id}>
                    <EntityName entity={group.entity} names={names} onEntity={onEntity} />
                </h3>
                <RoleTag role={group.role} />
                {evidence.map((one) => (
                    <EvidenceLink key={one} id={one} onEvidence={onEvidence} />
                ))}
                <div className="look-toolbar look-toolbar-end">
                    {cut(lines) !== '' && <span className="look-note">{cut(lines)}</span>}
                    {lines.length > 0 && (
                        <button
                            type="button"
                            className="look-button"
                            aria-pressed={table}
                            onClick={() => {
                                setTable(!table);
                            }}
                        >
                            Table
                        </button>
                    )}
                </div>
            </header>
            {table ? (
                <Values entity={group.entity} lines={lines} />
            ) : (
                <div className="look-charts">
                    {group.metrics.map((one) => (
                        <figure
                            key={one.metric}
                            className={one.series === undefined ? 'look-figure-small' : ''}
                        >
                            <Caption metric={one} moment={moment} />
                            {one.series === undefined || shown === null ? (
                                one.deviation !== undefined && <Dumbbell deviation={one.deviation} />
                            ) : (
                                <MetricChart
                                    series={one.series}
                                    unit={unitOf(one.metric)}
                                    band={bandOf(
                                        one.series,
                                        off(one.deviation)
                                            ? (one.deviation?.since ?? moment)
                                            : (moment ?? alert),
                                    )}
                                    moment={moment}
                                    alert={alert}
                                    alarms={alarms.get(group.entity) ?? []}
                                    window={shown}
                                    sync={sync}
                                    colors={colors}
                                    label={sentence(group.entity, one)}
                                    onWindow={onWindow}
                                />
                            )}
                        </figure>
                    ))}
                </div>
            )}
        </section>
    );
}

/** Says so when the values end too early to show what happened. */
function cut(lines: readonly Series[]): string {
    const line = lines.find((one) => one.cutFrom > 0);
    return line === undefined
        ? ''
        : `only ${shortNumber(line.times.length)} of ${shortNumber(line.cutFrom)} values are shown`;
}

/** An entity of which only the usual and the current values are known. */
function Brief({
    group,
    onChart,
    loading,
    names,
    onEntity,
    evidenceOf,
    onEvidence,
}: SuspectChartsProps & { group: GroupOf }): ReactNode {
    const evidence = new Set(group.metrics.flatMap((one) => evidenceOf?.(one.deviation?.call ?? '') ?? []));
    return (
        <section className="look-brief" aria-label={group.entity}>
            <header className="look-toolbar">
                <EntityName entity={group.entity} names={names} onEntity={onEntity} />
                <RoleTag role={group.role} />
                {[...evidence].map((one) => (
                    <EvidenceLink key={one} id={one} onEvidence={onEvidence} />
                ))}
                {onChart !== undefined && (
                    <button
                        type="button"
                        className="look-link look-toolbar-end look-note"
                        disabled={loading?.has(group.entity)}
                        onClick={() => {
                            onChart(group.entity);
                        }}
                    >
                        {loading?.has(group.entity) ? 'Loading chart' : 'Show chart'}
                    </button>
                )}
            </header>
            {group.metrics.map((one) => (
                <div key={one.metric}>
                    <Caption metric={one} as="p" />
                    {one.deviation !== undefined && <Dumbbell deviation={one.deviation} />}
                </div>
            ))}
        </section>
    );
}

function EntityName({
    entity,
    names,
    onEntity,
}: {
    entity: string;
    names: Names | undefined;
    onEntity: ((entity: string) => void) | undefined;
}): ReactNode {
    const label = entity === '' ? 'Values' : named(entity, names ?? new Map());
    if (onEntity === undefined || entity === '') return <strong>{label}</strong>;
    return (
        <button
            type="button"
            className="look-link look-strong"
            onClick={() => {
                onEntity(entity);
            }}
        >
            {label}
        </button>
    );
}

function RoleTag({ role }: { role: string }): ReactNode {
    if (role === '') return null;
    const name = { 'Root cause': 'cause', 'At risk': 'at_risk' }[role] ?? role.toLowerCase();
    return <span className={`look-tag look-tag-${name}`}>{role}</span>;
}

function Caption({
    metric,
    moment = null,
    as: Tag = 'figcaption',
}: {
    metric: Metric;
    moment?: number | null;
    as?: 'figcaption' | 'p';
}): ReactNode {
    const last = lastTime(metric);
    const stopped = last !== null && moment !== null && last < moment;
    const unit = unitOf(metric.metric);
    const { deviation } = metric;
    return (
        <Tag className="look-caption">
            <span className="look-metric">
                {metric.metric}
                {unit !== '' && <span className="look-quiet"> {unit}</span>}
            </span>
            {deviation !== undefined &&
                (off(deviation) ? (
                    <span className="look-off">
                        <span aria-hidden="true">{deviation.now < deviation.usual ? '▼' : '▲'} </span>
                        {shortNumber(deviation.usual)} → <strong>{shortNumber(deviation.now)}</strong>
                        {deviation.since !== null && (
                            <span className="look-quiet">
                                {' '}
                                since{' '}
                                <time
                                    dateTime={new Date(deviation.since).toISOString()}
                                    title={dateTime(deviation.since)}
                                >
                                    {clock(deviation.since).slice(0, 5)}
                                </time>
                            </span>
                        )}
                    </span>
                ) : stopped ? null : (
                    <span className="look-usual">
                        <span aria-hidden="true">✓ </span>normal, {shortNumber(deviation.now)}
                    </span>
                ))}
            {stopped && (
                <span className="look-off" title={dateTime(last)}>
                    no values since {clock(last).slice(0, 5)}
                </span>
            )}
        </Tag>
    );
}

/** Time of the last value of a curve; null without one. */
function lastTime({ series }: Metric): number | null {
    const index = series?.values.findLastIndex((value) => value !== null) ?? -1;
    return series?.times[index] ?? null;
}

/** Usual and current value on one line, for metrics without a curve. */
function Dumbbell({ deviation }: { deviation: Deviation }): ReactNode {
    const { usual, now } = deviation;
    const isOff = off(deviation);
    // Values in their usual range lie close together; abnormal ones span the line.
    const spread = isOff
        ? Math.abs(now - usual)
        : Math.max(Math.abs(now - usual) * 5, Math.abs(usual) / 4, 1e-9);
    const low = Math.min(usual, now) - (isOff ? 0 : spread / 2);
    const high = Math.max(usual, now) + (isOff ? 0 : spread / 2);
    const room = high - low || 1;
    const x = (value: number): number => 4 + ((value - low) / room) * 92;
    return (
        <svg
            className="look-dumbbell"
            viewBox="0 0 100 10"
            preserveAspectRatio="none"
            role="img"
            aria-label={`usually ${shortNumber(usual)}, now ${shortNumber(now)}`}
        >
            <line x1="0" x2="100" y1="5" y2="5" className="look-dumbbell-axis" />
            <line
                x1={x(usual)}
                x2={x(now)}
                y1="5"
                y2="5"
                className={isOff ? 'look-dumbbell-off' : 'look-dumbbell-usual'}
            />
            <rect x={x(usual) - 0.4} width="0.8" y="1" height="8" className="look-dumbbell-was" />
            <rect
                x={x(now) - 0.7}
                width="1.4"
                y="0"
                height="10"
                className={isOff ? 'look-dumbbell-now' : 'look-dumbbell-was'}
            />
        </svg>
    );
}

function Key({ moment, alert, alarms, colors }: SuspectChartsProps & { colors: Colors }): ReactNode {
    return (
        <ul className="look-key" aria-label="Marks">
            <li>
                <span aria-hidden="true" className="look-key-band" /> normal range (98% of the past)
            </li>
            {moment !== null && (
                <li>
                    <span aria-hidden="true" style={{ color: colors.cause }}>
                        ┃
                    </span>{' '}
                    incident {clockZone(moment)}
                </li>
            )}
            {alert !== null && (
                <li>
                    <span aria-hidden="true">┆</span> alert {clockZone(alert)}
                </li>
            )}
            {alarms.size > 0 && (
                <li>
                    <span aria-hidden="true" style={{ color: colors.degraded }}>
                        ▼
                    </span>{' '}
                    alarm
                </li>
            )}
        </ul>
    );
}

function Values({ entity, lines }: { entity: string; lines: readonly Series[] }): ReactNode {
    const made = useMemo(() => {
        const times = [...new Set(lines.flatMap((line) => line.times))].sort((one, other) => one - other);
        const at = lines.map(
            (line) => new Map(line.times.map((time, index) => [time, line.values[index] ?? null])),
        );
        const columns: Column[] = [
            { name: 'Time', type: 'datetime' },
            ...lines.map((line) => ({ name: line.metric, type: 'number' })),
        ];
        return {
            columns,
            rows: times.map((time) => [
                new Date(time).toISOString(),
                ...at.map((one) => one.get(time) ?? null),
            ]),
        };
    }, [lines]);
    return <DataTable columns={made.columns} rows={made.rows} caption={`Values of ${entity}`} />;
}

/** A metric in one sentence, for screen readers. */
function sentence(entity: string, { metric, series, deviation }: Metric): string {
    const unit = unitOf(metric);
    const last = series?.values.findLast((value) => value !== null);
    const parts = [`${metric} of ${entity}`];
    if (deviation !== undefined) parts.push(`usually ${shortNumber(deviation.usual)} ${unit}`.trim());
    if (typeof last === 'number') parts.push(`last ${shortNumber(last)} ${unit}`.trim());
    if (deviation !== undefined && off(deviation) && deviation.since !== null) {
        parts.push(`abnormal since ${dateTime(deviation.since)}`);
    }
    return `${parts.join(', ')}.`;
}
