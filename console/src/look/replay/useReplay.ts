import { useCallback, useEffect, useMemo, useReducer } from 'react';
import type { SessionEvent } from '../../protocol';
import { type Play, type Speed, advance, clockAt, positionAt, tempo } from './replay';

/** A replay in a component: where it is, and how to move it. */
export interface Replay {
    /** How many events are shown; null follows the session live. */
    position: number | null;
    playing: boolean;
    speed: Speed;
    /** Milliseconds of the replay at speed 1, by event. */
    times: readonly number[];
    play: () => void;
    pause: () => void;
    seek: (position: number) => void;
    step: (by: number) => void;
    setSpeed: (speed: Speed) => void;
    /** Leaves the replay. */
    follow: () => void;
}

type State = Play & { live: boolean };

type Action =
    | { type: 'tick'; elapsed: number; times: readonly number[] }
    | { type: 'play'; times: readonly number[] }
    | { type: 'pause' }
    | { type: 'seek'; clock: number }
    | { type: 'speed'; speed: Speed }
    | { type: 'follow' };

const START: State = { clock: 0, playing: false, speed: 1, live: true };

function next(state: State, action: Action): State {
    switch (action.type) {
        case 'tick':
            return { ...state, ...advance(state, action.elapsed, action.times) };
        case 'play': {
            // At the end, play again from the beginning.
            const ended = state.live || state.clock >= (action.times.at(-1) ?? 0);
            return { ...state, live: false, playing: true, clock: ended ? 0 : state.clock };
        }
        case 'pause':
            return { ...state, playing: false };
        case 'seek':
            return { ...state, live: false, playing: false, clock: action.clock };
        case 'speed':
            return { ...state, speed: action.speed };
        case 'follow':
            return { ...START, speed: state.speed };
    }
}

export function useReplay(events: readonly SessionEvent[]): Replay {
    const times = useMemo(() => tempo(events), [events]);
    const [state, send] = useReducer(next, START);
    const position = state.live ? null : positionAt(times, state.clock);
    useEffect(() => {
        if (!state.playing) return undefined;
        let last = performance.now();
        let frame = requestAnimationFrame(function tick(now) {
            send({ type: 'tick', elapsed: now - last, times });
            last = now;
            frame = requestAnimationFrame(tick);
        });
        return () => {
            cancelAnimationFrame(frame);
        };
    }, [state.playing, times]);
    const seek = useCallback(
        (to: number) => {
            send({ type: 'seek', clock: clockAt(times, Math.max(0, Math.min(times.length, to))) });
        },
        [times],
    );
    return {
        position,
        playing: state.playing,
        speed: state.speed,
        times,
        play: useCallback(() => {
            send({ type: 'play', times });
        }, [times]),
        pause: useCallback(() => {
            send({ type: 'pause' });
        }, []),
        seek,
        step: (by) => {
            seek((position ?? times.length) + by);
        },
        setSpeed: useCallback((speed) => {
            send({ type: 'speed', speed });
        }, []),
        follow: useCallback(() => {
            send({ type: 'follow' });
        }, []),
    };
}
