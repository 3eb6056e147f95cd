import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useRef } from 'react';
import type { SessionEvent } from '../../protocol';
import { span } from '../format';
import '../look.css';
import { SPEEDS } from './replay';
import './replay.css';
import { type Strip, stripOf, describe } from './strip';
import type { Replay } from './useReplay';

export interface SessionStripProps {
    events: readonly SessionEvent[];
    /** From `useReplay(events)`. */
    replay: Replay;
    /** Whether the session still runs. */
    running: boolean;
}

const LANE = 7;
const TOP = 14;

/** The whole session on one strip: turns, calls, answers, errors, approvals. Drag or use the arrow keys to go through it. */
export default function SessionStrip({ events, replay, running }: SessionStripProps): ReactNode {
    const frame = useRef<HTMLDivElement>(null);
    const strip = useMemo(() => stripOf(events), [events]);
    const total = replay.times.at(-1) ?? 0;
    const place = (event: number): number =>
        total === 0 ? 0 : ((replay.times[event] ?? total) / total) * 100;
    const position = replay.position ?? events.length;
    const at = place(Math.max(0, position - 1));
    const seekTo = (event: PointerEvent): void => {
        const box = frame.current?.getBoundingClientRect();
        if (box === undefined || box.width === 0) return;
        const clock = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * total;
        replay.seek(1 + nearest(replay.times, clock));
    };
    const keys = (event: KeyboardEvent): void => {
        const steps: Record<string, () => void> = {
            ArrowRight: () => {
                replay.step(event.shiftKey ? 10 : 1);
            },
            ArrowUp: () => {
                replay.step(1);
            },
            ArrowLeft: () => {
                replay.step(event.shiftKey ? -10 : -1);
            },
            ArrowDown: () => {
                replay.step(-1);
            },
            PageUp: () => {
                replay.seek(turnStart(strip, position - 1, -1) + 1);
            },
            PageDown: () => {
                replay.seek(turnStart(strip, position - 1, 1) + 1);
            },
            Home: () => {
                replay.seek(1);
            },
            End: () => {
                replay.seek(events.length);
            },
            ' ': replay.playing ? replay.pause : replay.play,
        };
        const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
        if (step === undefined) return;
        event.preventDefault();
        step();
    };
    return (
        <div className="look look-replay">
            <div className="look-toolbar">
                <button
                    type="button"
                    className="look-button"
                    disabled={events.length === 0}
                    onClick={replay.playing ? replay.pause : replay.play}
                >
                    <span aria-hidden="true">{replay.playing ? '❚❚' : '▶'}</span>
                    {replay.playing ? 'Pause' : 'Replay'}
                </button>
                <div className="look-toolbar" role="group" aria-label="Speed">
                    {SPEEDS.map((speed) => (
                        <button
                            key={speed}
                            type="button"
                            className="look-button"
                            aria-pressed={replay.speed === speed}
                            onClick={() => {
                                replay.setSpeed(speed);
                            }}
                        >
                            {speed === 'instant' ? 'Instant' : `${speed}×`}
                        </button>
                    ))}
                </div>
                <p className="look-note look-replay-described">
                    {replay.position === null
                        ? `${events.length} events${running ? ', live' : ''}`
                        : `${position} of ${events.length}: ${describe(events[position - 1])}`}
                </p>
                <span className="look-note look-toolbar-end">{span(total)} at 1×</span>
                {replay.position !== null && (
                    <button type="button" className="look-button" onClick={replay.follow}>
                        {running ? 'Go live' : 'Exit replay'}
                    </button>
                )}
            </div>
            <div
                ref={frame}
                className="look-strip"
                role="slider"
                tabIndex={0}
                aria-label="Position in the session"
                aria-valuemin={0}
                aria-valuemax={events.length}
                aria-valuenow={position}
                aria-valuetext={`Event ${position} of ${events.length}, ${describe(events[position - 1])}`}
                onKeyDown={keys}
                onPointerDown={(event) => {
                    event.currentTarget.setPointerCapture(event.pointerId);
                    seekTo(event);
                }}
                onPointerMove={(event) => {
                    if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
                }}
            >
                <Drawn strip={strip} place={place} />
                {replay.position !== null && (
                    <>
                        <span className="look-strip-ahead" style={{ left: `${at}%` }} />
                        <span className="look-strip-head" style={{ left: `${at}%` }} />
                    </>
                )}
            </div>
        </div>
    );
}

function Drawn({ strip, place }: { strip: Strip; place: (event: number) => number }): ReactNode {
    const height = TOP + strip.lanes * (LANE + 2) + 10;
    const wide = (from: number, to: number): string => `${Math.max(0.25, place(to) - place(from))}%`;
    return (
        <svg aria-hidden="true" width="100%" height={height}>
            {strip.turns.map((turn) => (
                <g key={turn.index}>
                    <rect
                        className={
                            turn.index % 2 === 0 ? 'look-strip-turn' : 'look-strip-turn look-strip-alternate'
                        }
                        x={`${place(turn.from)}%`}
                        y="0"
                        width={wide(turn.from, turn.to)}
                        height={height}
                    />
                    <text x={`${place(turn.from)}%`} dx="4" y="10">
                        {turn.index === 0 ? 'Alert' : `Question ${turn.index}`}
                    </text>
                </g>
            ))}
            {strip.calls.map((call, index) => (
                <rect
                    key={`${call.id}-${index}`}
                    className={`look-strip-call${call.failed ? ' look-strip-failed' : ''}${call.open ? ' look-strip-open' : ''}`}
                    data-agent={call.agent}
                    x={`${place(call.from)}%`}
                    y={TOP + call.lane * (LANE + 2)}
                    width={wide(call.from, call.to)}
                    height={LANE}
                    rx="2"
                >
                    <title>{`${call.agent}: ${call.query}`}</title>
                </rect>
            ))}
            {strip.answers.map((answer) => (
                <rect
                    key={answer.from}
                    className="look-strip-answer"
                    x={`${place(answer.from)}%`}
                    y={height - 9}
                    width={wide(answer.from, answer.to)}
                    height="5"
                    rx="2"
                />
            ))}
            {strip.marks.map((mark) => (
                <svg key={`${mark.kind}-${mark.at}`} x={`${place(mark.at)}%`} y="7" overflow="visible">
                    <path className={`look-strip-${mark.kind}`} d={SHAPES[mark.kind]}>
                        <title>{mark.label}</title>
                    </path>
                </svg>
            ))}
        </svg>
    );
}

const SHAPES = {
    error: 'M-5-5L5 5M5-5L-5 5',
    approval: 'M0-5L5 0L0 5L-5 0z',
    diagnosis: 'M0-6L1.8-2L6-1.8L2.8 1L4 5L0 2.8L-4 5L-2.8 1L-6-1.8L-1.8-2z',
    status: 'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
};

function nearest(times: readonly number[], clock: number): number {
    let best = 0;
    for (let index = 1; index < times.length; index++) {
        if (Math.abs((times[index] ?? 0) - clock) <= Math.abs((times[best] ?? 0) - clock)) best = index;
    }
    return best;
}

/** The first event of the turn before or after the one that `event` belongs to. */
function turnStart(strip: Strip, event: number, by: 1 | -1): number {
    const now = strip.turns.findLastIndex((turn) => turn.from <= event);
    const start = strip.turns[now]?.from ?? 0;
    if (by === -1 && event > start) return start;
    return strip.turns[now + by]?.from ?? (by === 1 ? (strip.turns.at(-1)?.to ?? 0) : 0);
}
