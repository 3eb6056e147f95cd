import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { clock, count, dateTime, shortNumber, span, zone } from '../format';
import { type Names, named } from '../names';
import '../look.css';
import {
    type Alarm,
    type AlarmGroup,
    type Grouping,
    SEVERITIES,
    type Severity,
    groupAlarms,
    spread,
} from './alarms';
import './alarms.css';
import Overview from './Overview';
import SeverityMark, { severityWord, shapeOf } from './SeverityMark';

export interface AlarmTimelineProps {
    alarms: readonly Alarm[];
    /** Entities that the diagnosis names as root cause. */
    causes: ReadonlySet<string>;
    /** When the incident began, in epoch milliseconds. */
    moment: number | null;
    /** When the alert was raised. */
    alert: number | null;
    names?: Names | undefined;
    onEntity?: ((entity: string) => void) | undefined;
}

type Row = { kind: 'group'; group: AlarmGroup } | { kind: 'alarm'; alarm: Alarm; group: AlarmGroup };

const ROW = 32;
const NO_NAMES: Names = new Map();
const EVERY: ReadonlySet<Severity> = new Set([...SEVERITIES, 'OTHER']);

/** Hundreds of alarms on one time line: grouped, the earliest on top, zoomed by dragging over the overview. */
export default function AlarmTimeline({
    alarms,
    causes,
    moment,
    alert,
    names = NO_NAMES,
    onEntity,
}: AlarmTimelineProps): ReactNode {
    const frame = useRef<HTMLDivElement>(null);
    const [by, setBy] = useState<Grouping>('entity');
    const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
    const [severities, setSeverities] = useState(EVERY);
    const [filter, setFilter] = useState('');
    const [zoom, setZoom] = useState<[number, number] | null>(null);
    const all = useMemo(() => extent(alarms, moment), [alarms, moment]);
    const shown = zoom ?? all;
    const picked = useMemo(() => {
        const sought = filter.trim().toLowerCase();
        return alarms.filter(
            (alarm) =>
                severities.has(alarm.severity) &&
                alarm.last >= shown[0] &&
                alarm.first <= shown[1] &&
                (sought === '' ||
                    `${named(alarm.entity, names)} ${alarm.type}`.toLowerCase().includes(sought)),
        );
    }, [alarms, severities, filter, shown, names]);
    const groups = useMemo(() => groupAlarms(picked, by, causes), [picked, by, causes]);
    const rows = useMemo<Row[]>(
        () =>
            groups.flatMap((group) => [
                { kind: 'group' as const, group },
                ...(open.has(group.name)
                    ? group.alarms.map((alarm) => ({ kind: 'alarm' as const, alarm, group }))
                    : []),
            ]),
        [groups, open],
    );
    // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called here only
    const virtual = useVirtualizer({
        count: rows.length,
        getScrollElement: () => frame.current,
        estimateSize: () => ROW,
        overscan: 10,
        initialRect: { width: 800, height: 480 },
    });
    const items = virtual.getVirtualItems();
    const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
    const present = [...SEVERITIES, 'OTHER' as const].filter((one) =>
        alarms.some((alarm) => alarm.severity === one),
    );
    const total = picked.reduce((sum, alarm) => sum + alarm.count, 0);
    if (alarms.length === 0) {
        return (
            <div className="look">
                <p className="look-note">No alarms have been found in this session.</p>
            </div>
        );
    }
    return (
        <div className="look look-alarms">
            <div className="look-toolbar">
                <div className="look-toolbar" role="group" aria-label="Group by">
                    {(['entity', 'type'] as const).map((one) => (
                        <button
                            key={one}
                            type="button"
                            className="look-button"
                            aria-pressed={by === one}
                            onClick={() => {
                                setBy(one);
                            }}
                        >
                            By {one}
                        </button>
                    ))}
                </div>
                <input
                    className="look-input"
                    type="search"
                    aria-label="Filter alarms"
                    placeholder="Filter"
                    value={filter}
                    onChange={(event) => {
                        setFilter(event.target.value);
                    }}
                />
                <div className="look-toolbar" role="group" aria-label="Severities">
                    {present.map((one) => (
                        <button
                            key={one}
                            type="button"
                            className="look-button look-severity-button"
                            aria-pressed={severities.has(one)}
                            onClick={() => {
                                setSeverities(toggled(severities, one));
                            }}
                        >
                            <SeverityMark severity={one} />
                            {severityWord(one)}
                        </button>
                    ))}
                </div>
                <p className="look-note look-toolbar-end" role="status">
                    {count(total, 'alarm')} {by === 'entity' ? 'on' : 'of'}{' '}
                    {count(
                        groups.length,
                        by === 'entity' ? 'entity' : 'type',
                        by === 'entity' ? 'entities' : 'types',
                    )}
                </p>
            </div>
            <Overview
                alarms={alarms}
                all={all}
                shown={shown}
                moment={moment}
                alert={alert}
                onZoom={setZoom}
            />
            <div
                className="look-alarms-frame"
                ref={frame}
                role="region"
                aria-label="Alarms by time"
                tabIndex={-1}
            >
                <table aria-rowcount={rows.length + 1}>
                    <caption className="look-hidden">
                        Alarms, root causes first, from {dateTime(shown[0])} to {dateTime(shown[1])}
                    </caption>
                    <thead>
                        <tr aria-rowindex={1}>
                            <th scope="col">{by === 'entity' ? 'Entity' : 'Type'}</th>
                            <th scope="col" className="look-cell-number">
                                Alarms
                            </th>
                            <th scope="col">First ({zone(shown[0])})</th>
                            <th scope="col" className="look-lane-head">
                                <Ticks shown={shown} />
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {(items[0]?.start ?? 0) > 0 && <Gap height={items[0]?.start ?? 0} />}
                        {items.map((item) => {
                            const row = rows[item.index];
                            return row === undefined ? null : (
                                <Line
                                    key={item.key}
                                    row={row}
                                    index={item.index + 2}
                                    by={by}
                                    open={open.has(row.group.name)}
                                    shown={shown}
                                    moment={moment}
                                    onToggle={() => {
                                        setOpen(toggled(open, row.group.name));
                                    }}
                                    names={names}
                                    onEntity={onEntity}
                                />
                            );
                        })}
                        {below > 0 && <Gap height={below} />}
                    </tbody>
                </table>
            </div>
        </div>
    );
}

function Line({
    row,
    index,
    by,
    open,
    shown,
    moment,
    onToggle,
    names,
    onEntity,
}: {
    row: Row;
    index: number;
    by: Grouping;
    open: boolean;
    shown: [number, number];
    moment: number | null;
    onToggle: () => void;
    names: Names;
    onEntity: ((entity: string) => void) | undefined;
}): ReactNode {
    const { group } = row;
    const single = row.kind === 'alarm' ? row.alarm : null;
    const members = single === null ? group.alarms : [single];
    const first = single?.first ?? group.first;
    const entity = by === 'entity' ? group.name : single?.entity;
    return (
        <tr
            aria-rowindex={index}
            className={`look-alarm-${row.kind}${group.cause ? ' look-alarm-cause' : ''}`}
        >
            <td>
                <div className="look-alarm-name">
                    {single === null ? (
                        <button
                            type="button"
                            className="look-expand"
                            aria-expanded={open}
                            aria-label={`${group.name}, ${count(group.alarms.length, 'kind')} of alarms`}
                            onClick={onToggle}
                        >
                            <span aria-hidden="true">{open ? '▾' : '▸'}</span>
                        </button>
                    ) : (
                        <span className="look-expand" />
                    )}
                    <SeverityMark severity={single?.severity ?? group.worst} />
                    <span className="look-hidden">{severityWord(single?.severity ?? group.worst)}</span>
                    {single !== null && by === 'entity' ? (
                        <span className="look-mono">{single.type}</span>
                    ) : entity !== undefined && onEntity !== undefined ? (
                        <button
                            type="button"
                            className="look-link look-mono"
                            onClick={() => {
                                onEntity(entity);
                            }}
                        >
                            {named(entity, names)}
                        </button>
                    ) : (
                        <span className="look-mono">{named(entity ?? group.name, names)}</span>
                    )}
                    {single === null && group.cause && (
                        <span className="look-tag look-tag-cause">
                            {by === 'entity' ? 'Root cause' : 'with root cause'}
                        </span>
                    )}
                    {single === null && !group.cause && by === 'entity' && group.alarms.length === 1 && (
                        <span className="look-note look-mono look-clip">{group.alarms[0]?.type}</span>
                    )}
                    {single === null && group.alarms.length > 1 && (
                        <span className="look-note">{group.alarms.length} kinds</span>
                    )}
                </div>
            </td>
            <td className="look-cell-number">{shortNumber(single?.count ?? group.count)}</td>
            <td>
                <time dateTime={new Date(first).toISOString()} title={dateTime(first)}>
                    {clock(first)}
                </time>
                {moment !== null && <span className="look-note look-since"> {relative(first - moment)}</span>}
            </td>
            <td className="look-lane">
                <Lane alarms={members} shown={shown} moment={moment} />
            </td>
        </tr>
    );
}

/** The marks of a row. The table's cells say the same, so it is not read out. */
function Lane({
    alarms,
    shown,
    moment,
}: {
    alarms: readonly Alarm[];
    shown: [number, number];
    moment: number | null;
}): ReactNode {
    const place = (time: number): number => ((time - shown[0]) / (shown[1] - shown[0])) * 100;
    const inside = (time: number): boolean => time >= shown[0] && time <= shown[1];
    return (
        <svg aria-hidden="true" width="100%" height={ROW - 6}>
            {moment !== null && inside(moment) && (
                <line
                    className="look-moment"
                    x1={`${place(moment)}%`}
                    x2={`${place(moment)}%`}
                    y1="0"
                    y2="100%"
                />
            )}
            {alarms.map((alarm, index) => (
                <g key={index} className={`look-severity-${alarm.severity.toLowerCase()}`}>
                    {alarm.last > alarm.first && (
                        <line
                            className="look-span"
                            x1={`${Math.max(0, place(alarm.first))}%`}
                            x2={`${Math.min(100, place(alarm.last))}%`}
                            y1="50%"
                            y2="50%"
                        />
                    )}
                    {spread(alarm)
                        .filter(inside)
                        .slice(0, 200)
                        .map((time, at) => (
                            <svg key={at} x={`${place(time)}%`} y="50%" overflow="visible">
                                <path className="look-severity-shape" d={shapeOf(alarm.severity)} />
                            </svg>
                        ))}
                </g>
            ))}
        </svg>
    );
}

function Ticks({ shown }: { shown: [number, number] }): ReactNode {
    const steps = [0, 0.25, 0.5, 0.75, 1];
    const short = shown[1] - shown[0] < 4000;
    return (
        <span className="look-ticks">
            {steps.map((step) => (
                <span key={step}>{clock(shown[0] + (shown[1] - shown[0]) * step, short)}</span>
            ))}
        </span>
    );
}

function Gap({ height }: { height: number }): ReactNode {
    return (
        <tr aria-hidden="true" className="look-gap">
            <td colSpan={4} style={{ height }} />
        </tr>
    );
}

/** `+4 s`, `−20 s`: how long after the incident began. */
function relative(ms: number): string {
    return `${ms < 0 ? '−' : '+'}${span(Math.abs(ms))}`;
}

function extent(alarms: readonly Alarm[], moment: number | null): [number, number] {
    const times = alarms.flatMap((alarm) => [alarm.first, alarm.last]);
    let [from, to] = [Infinity, -Infinity];
    for (const time of times) {
        from = Math.min(from, time);
        to = Math.max(to, time);
    }
    if (from > to) return [0, 1];
    if (moment !== null && Math.abs(moment - from) < 4 * Math.max(60_000, to - from)) {
        from = Math.min(from, moment);
        to = Math.max(to, moment);
    }
    const room = Math.max(1000, (to - from) * 0.03);
    return [from - room, to + room];
}

function toggled<T>(set: ReadonlySet<T>, one: T): Set<T> {
    const next = new Set(set);
    if (!next.delete(one)) next.add(one);
    return next;
}
