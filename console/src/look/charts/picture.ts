import { escaped } from '../escape';
import { clock, shortNumber } from '../format';
import { type Colors, PAPER } from '../theme';
import { rangeOf } from './range';
import { type Band, type Series, unitOf } from './telemetry';

const WIDTH = 420;
const HEIGHT = 170;
const LEFT = 62;
const RIGHT = 10;
const TOP = 26;
const BOTTOM = 22;

export interface ChartPicture {
    series: Series;
    band: Band | null;
    moment: number | null;
    alert: number | null;
    window: [number, number];
}

/** One metric as a self-contained SVG: for reports and print. */
export function chartSvg(
    { series, band, moment, alert, window }: ChartPicture,
    colors: Colors = PAPER,
): string {
    const [from, to] = window;
    const range = rangeOf(series, band, from, to);
    const scale = (value: number): number => (range.log ? Math.log10(Math.max(value, 1e-12)) : value);
    const [low, high] = [scale(range.low), scale(range.high)];
    const x = (time: number): number =>
        LEFT + ((time - from) / Math.max(1, to - from)) * (WIDTH - LEFT - RIGHT);
    const y = (value: number): number =>
        HEIGHT - BOTTOM - ((scale(value) - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
    const title = `${series.metric} of ${series.entity}`;
    const unit = unitOf(series.metric);
    const ticks = range.log ? tens(low, high) : round125(low, high);
    return (
        `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui,sans-serif" font-size="11">` +
        `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="${colors.surface}"/>` +
        `<text x="4" y="14" font-weight="600" fill="${colors.text}">${escaped(title)}<tspan font-weight="400" fill="${colors.quiet}"> ${escaped(unit)}</tspan></text>` +
        bandSvg(band, y, colors) +
        ticks
            .map(
                (value) =>
                    `<path d="M${LEFT} ${round(y(value))}H${WIDTH - RIGHT}" stroke="${colors.line}"/><text x="${LEFT - 6}" y="${round(y(value) + 4)}" text-anchor="end" fill="${colors.quiet}">${escaped(shortNumber(value))}</text>`,
            )
            .join('') +
        [from, (from + to) / 2, to]
            .map(
                (time, index) =>
                    `<text x="${round(x(time))}" y="${HEIGHT - 6}" text-anchor="${['start', 'middle', 'end'][index] ?? 'middle'}" fill="${colors.quiet}">${clock(time).slice(0, 5)}</text>`,
            )
            .join('') +
        momentSvg(moment, from, to, x, colors) +
        (alert !== null && alert >= from && alert <= to
            ? `<path d="M${round(x(alert))} ${TOP}V${HEIGHT - BOTTOM}" stroke="${colors.quiet}" stroke-dasharray="4 3"/>`
            : '') +
        `<path d="${line(series, from, to, x, y)}" fill="none" stroke="${colors.series}" stroke-width="1.6" stroke-linejoin="round"/></svg>`
    );
}

/** Two to six values with few digits. */
function round125(low: number, high: number): number[] {
    const rough = (high - low) / 3;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
    const first = Math.ceil(low / step);
    return Array.from({ length: 6 }, (_, index) => (first + index) * step).filter((value) => value <= high);
}

/** Powers of ten, at most five. */
function tens(low: number, high: number): number[] {
    const step = Math.max(1, Math.ceil((high - low) / 5));
    const first = Math.ceil(low);
    return Array.from({ length: 6 }, (_, index) => first + index * step)
        .filter((power) => power <= high)
        .map((power) => 10 ** power);
}

function bandSvg(band: Band | null, y: (value: number) => number, colors: Colors): string {
    if (band === null) return '';
    const height = Math.max(4, y(band.low) - y(band.high));
    return `<rect x="${LEFT}" y="${round((y(band.low) + y(band.high) - height) / 2)}" width="${WIDTH - LEFT - RIGHT}" height="${round(height)}" fill="${colors.series}" fill-opacity=".13"/>`;
}

function momentSvg(
    moment: number | null,
    from: number,
    to: number,
    x: (time: number) => number,
    colors: Colors,
): string {
    if (moment === null || moment > to) return '';
    const start = Math.max(moment, from);
    const shade = `<rect x="${round(x(start))}" y="${TOP}" width="${round(x(to) - x(start))}" height="${HEIGHT - TOP - BOTTOM}" fill="${colors.cause}" fill-opacity=".06"/>`;
    return moment < from
        ? shade
        : `${shade}<path d="M${round(x(moment))} ${TOP}V${HEIGHT - BOTTOM}" stroke="${colors.cause}" stroke-width="1.5"/>`;
}

function line(
    series: Series,
    from: number,
    to: number,
    x: (time: number) => number,
    y: (value: number) => number,
): string {
    let path = '';
    let pen = 'M';
    for (const [index, time] of series.times.entries()) {
        const value = series.values[index] ?? null;
        if (value === null || time < from || time > to) {
            pen = 'M';
            continue;
        }
        path += `${pen}${round(x(time))} ${round(y(value))}`;
        pen = 'L';
    }
    return path;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
