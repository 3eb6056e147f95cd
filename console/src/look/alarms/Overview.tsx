import {
    type KeyboardEvent,
    type PointerEvent,
    type ReactNode,
    useId,
    useMemo,
    useRef,
    useState,
} from 'react';
import { clock, clockZone } from '../format';
import { type Alarm, type Severity, histogram } from './alarms';

export interface OverviewProps {
    alarms: readonly Alarm[];
    all: [number, number];
    shown: [number, number];
    moment: number | null;
    alert: number | null;
    onZoom: (window: [number, number] | null) => void;
}

const BINS = 90;
const HEIGHT = 64;
const STACK: readonly Severity[] = ['CRITICAL', 'MAJOR', 'MINOR', 'WARNING', 'INFO', 'OTHER', 'CLEARED'];
/** Shortest range to zoom into, in milliseconds. */
const LEAST = 200;

/** Number of alarms over time; dragging over it zooms the rows below, as do the arrow keys, plus and minus. */
export default function Overview({ alarms, all, shown, moment, alert, onZoom }: OverviewProps): ReactNode {
    const help = useId();
    const frame = useRef<HTMLDivElement>(null);
    const [drag, setDrag] = useState<[number, number] | null>(null);
    const bins = useMemo(() => histogram(alarms, all[0], all[1], BINS), [alarms, all]);
    const most = Math.max(
        1,
        ...bins.map((bin) => [...bin.counts.values()].reduce((sum, one) => sum + one, 0)),
    );
    const place = (time: number): number => ((time - all[0]) / (all[1] - all[0])) * 100;
    const at = (event: PointerEvent): number => {
        const box = frame.current?.getBoundingClientRect();
        if (box === undefined || box.width === 0) return all[0];
        const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
        return all[0] + share * (all[1] - all[0]);
    };
    const window = drag === null ? shown : ordered(drag);
    const zoomed = window[0] > all[0] || window[1] < all[1];
    const finish = (): void => {
        if (drag === null) return;
        const [from, to] = ordered(drag);
        onZoom(to - from < Math.max(LEAST, (all[1] - all[0]) / 200) ? null : [from, to]);
        setDrag(null);
    };
    const keys = (event: KeyboardEvent): void => {
        const width = shown[1] - shown[0];
        const middle = (shown[0] + shown[1]) / 2;
        const moved: Record<string, [number, number] | null> = {
            ArrowLeft: [shown[0] - width / 8, shown[1] - width / 8],
            ArrowRight: [shown[0] + width / 8, shown[1] + width / 8],
            '+': [middle - width / 3, middle + width / 3],
            '=': [middle - width / 3, middle + width / 3],
            '-': [middle - width * 0.75, middle + width * 0.75],
            Escape: null,
            '0': null,
        };
        if (!Object.hasOwn(moved, event.key)) return;
        if (event.key === 'Escape' && !zoomed) return;
        event.preventDefault();
        const next = moved[event.key] ?? null;
        onZoom(next === null ? null : within(next, all));
    };
    return (
        <div className="look-overview">
            {/* The help text describes the keys that zoom, for readers of the page who do not see it. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
            <div
                ref={frame}
                className="look-overview-frame"
                role="application"
                aria-roledescription="time range"
                aria-label={`Shown from ${clock(window[0])} to ${clock(window[1])}`}
                aria-describedby={help}
                // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application is worked by keys
                tabIndex={0}
                onKeyDown={keys}
                onPointerDown={(event) => {
                    event.currentTarget.setPointerCapture(event.pointerId);
                    setDrag([at(event), at(event)]);
                }}
                onPointerMove={(event) => {
                    if (drag !== null) setDrag([drag[0], at(event)]);
                }}
                onPointerUp={finish}
                onPointerCancel={() => {
                    setDrag(null);
                }}
                onDoubleClick={() => {
                    onZoom(null);
                }}
            >
                <svg
                    aria-hidden="true"
                    width="100%"
                    height={HEIGHT}
                    preserveAspectRatio="none"
                    viewBox={`0 0 ${BINS} ${HEIGHT}`}
                >
                    {bins.map((bin, index) => {
                        let base = HEIGHT;
                        return STACK.map((severity) => {
                            const height = ((bin.counts.get(severity) ?? 0) / most) * (HEIGHT - 8);
                            base -= height;
                            return height === 0 ? null : (
                                <rect
                                    key={`${index}${severity}`}
                                    className={`look-bin look-severity-${severity.toLowerCase()}`}
                                    x={index + 0.08}
                                    y={base}
                                    width="0.84"
                                    height={height}
                                />
                            );
                        });
                    })}
                </svg>
                {moment !== null && moment >= all[0] && moment <= all[1] && (
                    <span className="look-overview-moment" style={{ left: `${place(moment)}%` }}>
                        <span>incident {clockZone(moment)}</span>
                    </span>
                )}
                {alert !== null && alert >= all[0] && alert <= all[1] && (
                    <span className="look-overview-alert" style={{ left: `${place(alert)}%` }} />
                )}
                {zoomed && (
                    <>
                        <span
                            className="look-overview-shade"
                            style={{ left: 0, width: `${place(window[0])}%` }}
                        />
                        <span
                            className="look-overview-shade"
                            style={{ left: `${place(window[1])}%`, right: 0 }}
                        />
                    </>
                )}
            </div>
            <p id={help} className="look-note look-overview-help">
                <span>{clock(all[0])}</span>
                <span>
                    {zoomed ? (
                        <button
                            type="button"
                            className="look-link"
                            onClick={() => {
                                onZoom(null);
                            }}
                        >
                            {clock(window[0])} to {clock(window[1])}, show all
                        </button>
                    ) : (
                        'drag to zoom, or use the arrow keys, + and −'
                    )}
                </span>
                <span>{clock(all[1])}</span>
            </p>
        </div>
    );
}

function ordered([one, other]: [number, number]): [number, number] {
    return one < other ? [one, other] : [other, one];
}

function within([from, to]: [number, number], all: [number, number]): [number, number] | null {
    const width = Math.max(LEAST, to - from);
    if (width >= all[1] - all[0]) return null;
    const start = Math.min(Math.max(from, all[0]), all[1] - width);
    return [start, start + width];
}
