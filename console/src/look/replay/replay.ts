/** A session's log as something to play: when which event shows, and the prefix of events at any moment. Pure. */
import type { SessionEvent } from '../../protocol';
import { instant, parsed } from '../read';

/** Two events are at least so far apart, so that a run of milliseconds can be watched; in milliseconds. */
const LEAST = 40;
/** And at most so far, so that a replay does not wait for the time between two turns. */
const MOST = 2500;

export type Speed = 1 | 10 | 'instant';
export const SPEEDS: readonly Speed[] = [1, 10, 'instant'];

/** The events that are there at a position: the first `position` of them. Feeds the same fold as the live stream. */
export function replay<T>(events: readonly T[], position: number): readonly T[] {
    return events.slice(0, Math.max(0, Math.min(events.length, Math.round(position))));
}

/** When each event shows, in milliseconds of a replay at speed 1, ascending from 0. */
export function tempo(events: readonly SessionEvent[]): number[] {
    let clock = 0;
    let before: number | null = null;
    return events.map((event, index) => {
        const time = timeOf(event) ?? before;
        if (index > 0) {
            const gap: number = time === null || before === null ? LEAST : time - before;
            clock += Math.min(MOST, Math.max(LEAST, gap));
        }
        before = time;
        return clock;
    });
}

/** How many events have shown at a moment of the replay. */
export function positionAt(times: readonly number[], clock: number): number {
    let [low, high] = [0, times.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if ((times[middle] ?? Infinity) <= clock) low = middle + 1;
        else high = middle;
    }
    return low;
}

/** When the last of the first `position` events showed. */
export function clockAt(times: readonly number[], position: number): number {
    return position <= 0 ? -1 : (times[Math.min(position, times.length) - 1] ?? 0);
}

/** Where a replay is. */
export interface Play {
    clock: number;
    playing: boolean;
    speed: Speed;
}

/** Lets time pass. A replay stops at the end; at once when it is to be instant. */
export function advance(play: Play, elapsed: number, times: readonly number[]): Play {
    if (!play.playing) return play;
    const end = times.at(-1) ?? 0;
    const clock = play.speed === 'instant' ? end : Math.min(end, play.clock + elapsed * play.speed);
    return { ...play, clock, playing: clock < end };
}

function timeOf(event: SessionEvent): number | null {
    return instant(event.timestamp) ?? event.arrived ?? instant(parsed(event.data).timestamp);
}
