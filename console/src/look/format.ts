/** Numbers and times as an operator reads them: thousands with commas, times in the reader's zone on 24 hours. */

/** Four digits that count; very small and very large ones in powers of ten. */
export function shortNumber(value: number): string {
    if (!Number.isFinite(value)) return String(value);
    const size = Math.abs(value);
    if (size !== 0 && (size < 0.001 || size >= 1e9)) {
        const [digits = '', power = '0'] = value.toExponential(2).split('e');
        return `${String(Number(digits)).replace('-', '\u2212')}×10${superscript(Number(power))}`;
    }
    const rounded = Number(value.toPrecision(size >= 1000 ? 6 : 4));
    const [whole = '', part] = String(Math.abs(rounded)).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return (rounded < 0 ? '\u2212' : '') + grouped + (part === undefined ? '' : `.${part}`);
}

function superscript(power: number): string {
    return String(power).replace(/[-\d]/g, (sign) =>
        sign === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)] ?? ''),
    );
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `14:37:13` in the reader's zone, with milliseconds where asked for. */
export function clock(ms: number, milliseconds = false): string {
    const time = new Date(ms);
    const base = `${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
    return milliseconds ? `${base}.${pad(time.getMilliseconds(), 3)}` : base;
}

/** The reader's zone at that time: `UTC+2`, `UTC−3:30`, `UTC`. */
export function zone(ms: number): string {
    const ahead = -new Date(ms).getTimezoneOffset();
    if (ahead === 0) return 'UTC';
    const size = Math.abs(ahead);
    const minutes = size % 60 === 0 ? '' : `:${pad(size % 60)}`;
    return `UTC${ahead < 0 ? '\u2212' : '+'}${String(Math.floor(size / 60))}${minutes}`;
}

/** `14:37:13 (UTC+2)`: a time in a sentence. */
export function clockZone(ms: number): string {
    return `${clock(ms)} (${zone(ms)})`;
}

/** `16 Jun`. */
export function day(ms: number): string {
    const time = new Date(ms);
    return `${String(time.getDate())} ${MONTHS[time.getMonth()] ?? ''}`;
}

/** `16 Jun 2026, 14:37:13`, in the reader's zone. */
export function dayClock(ms: number, milliseconds = false): string {
    return `${day(ms)} ${String(new Date(ms).getFullYear())}, ${clock(ms, milliseconds)}`;
}

/** `16 Jun 2026, 14:37:13 (UTC+2)`. */
export function dateTime(ms: number): string {
    return `${dayClock(ms)} (${zone(ms)})`;
}

/** `4 ms`, `1.2 s`, `3 min 10 s`, `2 h 5 min`, `3 d`. */
export function span(ms: number): string {
    const value = Math.max(0, ms);
    if (value < 1000) return `${String(Math.round(value))} ms`;
    if (value < 60_000) return `${String(Number((value / 1000).toFixed(1)))} s`;
    const units: [number, string][] = [
        [86_400_000, 'd'],
        [3_600_000, 'h'],
        [60_000, 'min'],
        [1000, 's'],
    ];
    const first = units.findIndex(([size]) => value >= size);
    const [big, bigName] = units[first] ?? [1000, 's'];
    const [small, smallName] = units[first + 1] ?? [1000, 's'];
    const whole = Math.floor(value / big);
    const rest = Math.floor((value % big) / small);
    return `${String(whole)} ${bigName}${rest > 0 && small !== big ? ` ${String(rest)} ${smallName}` : ''}`;
}

/** `1 alarm`, `74 alarms`. */
export function count(value: number, one: string, many = `${one}s`): string {
    return `${shortNumber(value)} ${value === 1 ? one : many}`;
}
