import { escaped } from '../escape';
import { clock, count } from '../format';
import { type Colors, PAPER } from '../theme';
import { type Alarm, type Severity, histogram } from './alarms';

const WIDTH = 860;
const HEIGHT = 130;
const TOP = 24;
const BOTTOM = 20;
const BINS = 86;
const STACK: readonly Severity[] = ['CRITICAL', 'MAJOR', 'MINOR', 'WARNING', 'INFO', 'OTHER', 'CLEARED'];

export function severityColor(severity: Severity, colors: Colors): string {
    return {
        CRITICAL: colors.down,
        MAJOR: colors.degraded,
        MINOR: colors['at-risk'],
        WARNING: colors.affected,
        INFO: colors.quiet,
        OTHER: colors.quiet,
        CLEARED: colors.ok,
    }[severity];
}

/** Number of alarms over time, as a self-contained SVG; empty when there were none. */
export function alarmsSvg(alarms: readonly Alarm[], moment: number | null, colors: Colors = PAPER): string {
    if (alarms.length === 0) return '';
    const from = alarms.reduce((least, alarm) => Math.min(least, alarm.first), Infinity) - 1000;
    const to = alarms.reduce((most, alarm) => Math.max(most, alarm.last), -Infinity) + 1000;
    const bins = histogram(alarms, from, to, BINS);
    const most = Math.max(
        1,
        ...bins.map((bin) => [...bin.counts.values()].reduce((sum, one) => sum + one, 0)),
    );
    const total = alarms.reduce((sum, alarm) => sum + alarm.count, 0);
    const bars = bins.flatMap((bin, index) => {
        let base = HEIGHT - BOTTOM;
        return STACK.flatMap((severity) => {
            const height = ((bin.counts.get(severity) ?? 0) / most) * (HEIGHT - TOP - BOTTOM - 6);
            if (height === 0) return [];
            base -= height;
            return [
                `<rect x="${index * 10 + 0.6}" y="${base.toFixed(1)}" width="8.8" height="${height.toFixed(1)}" fill="${severityColor(severity, colors)}"/>`,
            ];
        });
    });
    const at = moment === null ? -1 : ((moment - from) / (to - from)) * WIDTH;
    const key = STACK.filter((severity) => alarms.some((alarm) => alarm.severity === severity));
    return (
        `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui,sans-serif" font-size="11">` +
        `<title>${escaped(count(total, 'alarm'))} over time</title><rect width="100%" height="100%" fill="${colors.surface}"/>` +
        key
            .map(
                (severity, index) =>
                    `<rect x="${index * 90 + 4}" y="6" width="9" height="9" fill="${severityColor(severity, colors)}"/><text x="${index * 90 + 18}" y="14" fill="${colors.quiet}">${severity.toLowerCase()}</text>`,
            )
            .join('') +
        bars.join('') +
        (at >= 0 && at <= WIDTH
            ? `<path d="M${at.toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}" stroke="${colors.cause}" stroke-width="1.5"/>`
            : '') +
        `<text x="2" y="${HEIGHT - 5}" fill="${colors.quiet}">${clock(from)}</text><text x="${WIDTH - 2}" y="${HEIGHT - 5}" text-anchor="end" fill="${colors.quiet}">${clock(to)}</text></svg>`
    );
}
