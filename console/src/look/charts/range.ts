import type { Band, Series } from './telemetry';

/** Lowest and highest of what a chart shows, with a little room; whether powers of ten show it better. */
export interface Range {
    low: number;
    high: number;
    log: boolean;
}

/** From this ratio on a line of positive values is flat but for its peak. */
const LOG_FROM = 1000;

export function rangeOf(
    series: Pick<Series, 'times' | 'values'>,
    band: Band | null,
    from: number,
    to: number,
): Range {
    const seen = series.values.filter(
        (value, index): value is number =>
            value !== null && (series.times[index] ?? 0) >= from && (series.times[index] ?? 0) <= to,
    );
    if (band !== null) seen.push(band.low, band.high);
    if (seen.length === 0) return { low: 0, high: 1, log: false };
    const low = seen.reduce((one, other) => Math.min(one, other));
    const high = seen.reduce((one, other) => Math.max(one, other));
    if (low > 0 && high / low >= LOG_FROM) return { low: low / 1.5, high: high * 1.5, log: true };
    const room = high === low ? Math.max(1e-9, Math.abs(high) * 0.1) : (high - low) * 0.12;
    // A value that cannot be negative gets no axis below zero.
    return { low: low >= 0 ? Math.max(0, low - room) : low - room, high: high + room, log: false };
}
