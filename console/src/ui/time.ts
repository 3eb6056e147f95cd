/** Times and amounts of the pages. */
import { useState, useSyncExternalStore } from 'react';
import { clock as clockOf, dateTime } from '../look/format';

/** One clock for all that counts seconds on a page; it stops while nothing does. */
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    if (timer === undefined) {
        now = Date.now();
        timer = setInterval(() => {
            now = Date.now();
            listeners.forEach((one) => one());
        }, 1_000);
    }
    return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
            clearInterval(timer);
            timer = undefined;
        }
    };
}

const still = () => () => undefined;

/** Milliseconds since the epoch, moving once a second while `moving`; else it stays where it was. */
export function useNow(moving: boolean): number {
    const at = useSyncExternalStore(moving ? subscribe : still, () =>
        timer === undefined ? Math.max(now, loaded) : now,
    );
    const [stopped, setStopped] = useState<number | null>(null);
    if (moving === (stopped !== null)) {
        setStopped(moving ? null : at);
    }
    return stopped ?? at;
}

const loaded = Date.now();

export function duration(milliseconds: number): string {
    const seconds = Math.max(0, milliseconds) / 1_000;
    if (seconds < 60) {
        return `${seconds < 10 ? seconds.toFixed(1) : Math.floor(seconds)} s`;
    }
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) {
        return `${minutes} min ${Math.floor(seconds % 60)} s`;
    }
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Whole seconds of something that still runs. */
export function running(milliseconds: number): string {
    const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
    return seconds < 60
        ? `${seconds} s`
        : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `12.3s`, as events have it. */
export function spoken(text: string | undefined): string {
    const match = /^(\d+(?:\.\d+)?)s$/.exec(text ?? '');
    return match ? duration(Number(match[1]) * 1_000) : (text ?? '');
}

/** `now`, `5 min ago`, `3 h ago`, `2 d ago`. */
export function age(from: string, to: number): string {
    const seconds = Math.max(0, (to - Date.parse(from)) / 1_000);
    if (Number.isNaN(seconds)) {
        return '';
    }
    if (seconds < 60) {
        return 'now';
    }
    if (seconds < 3_600) {
        return `${Math.floor(seconds / 60)} min ago`;
    }
    if (seconds < 86_400) {
        return `${Math.floor(seconds / 3_600)} h ago`;
    }
    return `${Math.floor(seconds / 86_400)} d ago`;
}

/** Date, time and zone of an instant; empty when there is none. */
export function full(time: string | number | undefined): string {
    const date = new Date(time ?? NaN);
    return Number.isNaN(date.getTime()) ? '' : dateTime(date.getTime());
}

/** Time of day in the reader's zone; empty when it is not known. */
export function clock(milliseconds: number | undefined): string {
    return milliseconds === undefined ? '' : clockOf(milliseconds);
}

const COUNT = new Intl.NumberFormat('en-GB');

export function count(value: number): string {
    return COUNT.format(value);
}

export function plural(value: number, one: string, many = `${one}s`): string {
    return `${count(value)} ${value === 1 ? one : many}`;
}

const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'];

/** `640 B`, `12.3 MB`: three digits, units of 1,000. */
export function bytes(value: number): string {
    let unit = 'B';
    let amount = value;
    for (const larger of UNITS) {
        if (Number(amount.toPrecision(3)) < 1_000) {
            break;
        }
        unit = larger;
        amount /= 1_000;
    }
    return `${Number(amount.toPrecision(3))} ${unit}`;
}

export function dollars(value: number): string {
    return `$${value.toFixed(value < 1 ? 4 : 2)}`;
}
