import {
    type KeyboardEvent,
    type ReactNode,
    useEffect,
    useLayoutEffect,
    useMemo,
    useRef,
    useState,
} from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { clock, dateTime, day, shortNumber } from '../format';
import type { Colors } from '../theme';
import { rangeOf } from './range';
import type { Band, Series } from './telemetry';

export interface Mark {
    at: number;
    label: string;
}

export interface MetricChartProps {
    series: Series;
    unit: string;
    band: Band | null;
    /** When the incident began. */
    moment: number | null;
    /** When the alert was raised. */
    alert: number | null;
    /** Alarms of the entity. */
    alarms: readonly Mark[];
    /** From when to when. */
    window: [number, number];
    /** Charts with the same key share their cursor. */
    sync: string;
    colors: Colors;
    /** What the chart shows, in a sentence. */
    label: string;
    onWindow?: (window: [number, number] | null) => void;
}

const HEIGHT = 150;
/** uPlot's number for a scale in powers of ten; the name is a type only and not there when the console runs. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- see above
const LOG = 3 as uPlot.Scale.Distr;

/** One metric as a line, with its usual range, the incident's moment and the alarms. */
export default function MetricChart(props: MetricChartProps): ReactNode {
    const { series, unit, band, window: shown, sync, colors, label } = props;
    const frame = useRef<HTMLDivElement>(null);
    const plot = useRef<uPlot | null>(null);
    const [at, setAt] = useState<number | null>(null);
    const latest = useRef(props);
    // The plot reads them while it draws, so they must be there before any other effect runs.
    useLayoutEffect(() => {
        latest.current = props;
    });
    const data = useMemo<uPlot.AlignedData>(
        () => [series.times.map((time) => time / 1000), series.values],
        [series],
    );
    const log = rangeOf(series, band, ...shown).log;

    useEffect(() => {
        const element = frame.current;
        if (element === null) return undefined;
        const made = new uPlot(
            options(
                element.clientWidth,
                log,
                sync,
                colors,
                () => latest.current,
                (index) => {
                    setAt(index);
                },
            ),
            data,
            element,
        );
        plot.current = made;
        const observer = new ResizeObserver(() => {
            if (element.clientWidth > 0) made.setSize({ width: element.clientWidth, height: HEIGHT });
        });
        observer.observe(element);
        return () => {
            observer.disconnect();
            plot.current = null;
            made.destroy();
        };
    }, [data, log, sync, colors]);

    useEffect(() => {
        plot.current?.setScale('x', { min: shown[0] / 1000, max: shown[1] / 1000 });
    }, [shown, data, log, sync, colors]);

    const keys = (event: KeyboardEvent): void => {
        const made = plot.current;
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (made === null || step === undefined) return;
        event.preventDefault();
        const next = Math.min(
            series.times.length - 1,
            Math.max(
                0,
                (at ?? (step > 0 ? firstIn(series.times, shown[0]) - 1 : series.times.length)) + step,
            ),
        );
        const time = (series.times[next] ?? 0) / 1000;
        made.setCursor({ left: made.valToPos(time, 'x'), top: made.over.clientHeight / 2 });
    };
    const time = at === null ? undefined : series.times[at];
    const value = at === null ? undefined : series.values[at];
    return (
        // An image that the arrow keys read point by point.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <div
            className="look-chart"
            role="img"
            aria-label={`${label} Use the left and right arrow keys to read the values.`}
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its values are read with the arrow keys
            tabIndex={0}
            onKeyDown={keys}
        >
            <div ref={frame} className="look-chart-plot" style={{ minHeight: HEIGHT }} />
            <p className="look-chart-tip" aria-live="polite">
                {time === undefined ? (
                    '\u00a0'
                ) : (
                    <>
                        <span className="look-quiet">{dateTime(time)}</span>{' '}
                        <strong>
                            {value === null || value === undefined
                                ? 'no value'
                                : `${shortNumber(value)} ${unit}`}
                        </strong>
                        {band !== null && value !== null && value !== undefined && (
                            <span className="look-quiet"> usually {shortNumber(band.middle)}</span>
                        )}
                    </>
                )}
            </p>
        </div>
    );
}

function firstIn(times: readonly number[], from: number): number {
    return Math.max(
        0,
        times.findIndex((time) => time >= from),
    );
}

function options(
    width: number,
    log: boolean,
    sync: string,
    colors: Colors,
    latest: () => MetricChartProps,
    onIndex: (index: number | null) => void,
): uPlot.Options {
    const axis: uPlot.Axis = {
        stroke: colors.quiet,
        font: '11px system-ui, sans-serif',
        grid: { stroke: colors.line, width: 1 },
        ticks: { stroke: colors.line, width: 1, size: 4 },
    };
    return {
        width: Math.max(width, 120),
        height: HEIGHT,
        padding: [12, 8, 0, 0],
        legend: { show: false },
        cursor: {
            sync: { key: sync, setSeries: false },
            drag: { x: true, y: false, setScale: false },
            points: { size: 7, fill: colors.series },
            y: false,
        },
        select: { show: true, left: 0, top: 0, width: 0, height: 0 },
        scales: {
            x: {
                time: true,
                range: () => {
                    const [from, to] = latest().window;
                    return [from / 1000, to / 1000];
                },
            },
            y: {
                ...(log ? { distr: LOG } : {}),
                range: () => {
                    const { series, band, window: shown } = latest();
                    const range = rangeOf(series, band, ...shown);
                    return [range.low, range.high];
                },
            },
        },
        axes: [
            { ...axis, size: twoLines, space: 70, values: (_, splits) => timeLabels(splits) },
            {
                ...axis,
                size: 64,
                grid: { ...axis.grid, filter: log ? tens : same },
                ticks: { ...axis.ticks, filter: log ? tens : same },
                space: 28,
                values: (_, splits) =>
                    splits.map((one: number | null) => (one === null ? '' : shortNumber(one))),
            },
        ],
        series: [{}, { stroke: colors.series, width: 1.75, points: { show: false }, spanGaps: false }],
        hooks: {
            drawClear: [
                (self) => {
                    under(self, latest(), colors);
                },
            ],
            draw: [
                (self) => {
                    over(self, latest(), colors);
                },
            ],
            setCursor: [
                (self) => {
                    onIndex(self.cursor.idx ?? null);
                },
            ],
            setSelect: [
                (self) => {
                    if (self.select.width < 8) return;
                    const from = self.posToVal(self.select.left, 'x') * 1000;
                    const to = self.posToVal(self.select.left + self.select.width, 'x') * 1000;
                    self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
                    latest().onWindow?.([from, to]);
                },
            ],
            ready: [
                (self) => {
                    self.over.addEventListener('dblclick', () => latest().onWindow?.(null));
                },
            ],
        },
    };
}

/** Room for the date below the time where a day begins. */
const twoLines = (_: uPlot, labels: string[] | null): number =>
    labels?.some((label) => label.includes('\n')) === true ? 40 : 28;

const same = (_: uPlot, splits: number[]): (number | null)[] => splits;

/** Lines at powers of ten only; nine between each two would hide the curve. */
const tens = (_: uPlot, splits: number[]): (number | null)[] =>
    splits.map((one) => (Math.abs(Math.log10(one) - Math.round(Math.log10(one))) < 1e-9 ? one : null));

/** `14:40`, with the date where a day begins. */
function timeLabels(splits: readonly number[]): string[] {
    return splits.map((seconds, index) => {
        const time = clock(seconds * 1000);
        const short = time.endsWith(':00') ? time.slice(0, 5) : time;
        const date = day(seconds * 1000);
        const before = splits[index - 1];
        return before !== undefined && day(before * 1000) !== date ? `${short}\n${date}` : short;
    });
}

function under(self: uPlot, { band, moment }: MetricChartProps, colors: Colors): void {
    const pen = self.ctx;
    const { left, top, width, height } = self.bbox;
    const y = (value: number): number =>
        Math.min(top + height, Math.max(top, self.valToPos(value, 'y', true)));
    pen.save();
    if (band !== null) {
        // A flat line still gets a band one can see.
        const [high, low] = [y(band.high), y(band.low)];
        const room = Math.max(0, 6 * window.devicePixelRatio - (low - high)) / 2;
        pen.fillStyle = colors.band;
        pen.fillRect(left, high - room, width, low - high + 2 * room);
        pen.strokeStyle = colors.quiet;
        pen.globalAlpha = 0.6;
        pen.lineWidth = window.devicePixelRatio;
        pen.setLineDash([2 * window.devicePixelRatio, 3 * window.devicePixelRatio]);
        pen.beginPath();
        pen.moveTo(left, y(band.middle));
        pen.lineTo(left + width, y(band.middle));
        pen.stroke();
        pen.globalAlpha = 1;
    }
    if (moment !== null) {
        const x = Math.max(left, self.valToPos(moment / 1000, 'x', true));
        if (x < left + width) {
            pen.fillStyle = colors.cause;
            pen.globalAlpha = 0.07;
            pen.fillRect(x, top, left + width - x, height);
        }
    }
    pen.restore();
}

function over(self: uPlot, { moment, alert, alarms }: MetricChartProps, colors: Colors): void {
    const pen = self.ctx;
    const sharp = window.devicePixelRatio;
    const { left, top, width, height } = self.bbox;
    const x = (time: number): number => self.valToPos(time / 1000, 'x', true);
    const line = (time: number | null, color: string, dash: number[]): void => {
        if (time === null || x(time) < left || x(time) > left + width) return;
        pen.strokeStyle = color;
        pen.lineWidth = 1.5 * sharp;
        pen.setLineDash(dash.map((one) => one * sharp));
        pen.beginPath();
        pen.moveTo(x(time), top);
        pen.lineTo(x(time), top + height);
        pen.stroke();
    };
    pen.save();
    line(moment, colors.cause, []);
    line(alert, colors.quiet, [4, 3]);
    pen.setLineDash([]);
    pen.fillStyle = colors.degraded;
    for (const alarm of alarms) {
        const at = x(alarm.at);
        if (at < left || at > left + width) continue;
        pen.beginPath();
        pen.moveTo(at, top + 1 * sharp);
        pen.lineTo(at - 4 * sharp, top - 7 * sharp);
        pen.lineTo(at + 4 * sharp, top - 7 * sharp);
        pen.closePath();
        pen.fill();
    }
    pen.restore();
}
