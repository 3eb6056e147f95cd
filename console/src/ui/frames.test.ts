import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eachFrame } from './frames';

let waiting = new Map<number, () => void>();
let last = 0;

/** Draws a frame. */
function draw(): void {
    const now = waiting;
    waiting = new Map();
    now.forEach((run) => run());
}

beforeEach(() => {
    waiting = new Map();
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
        waiting.set(++last, run);
        return last;
    });
    vi.stubGlobal('cancelAnimationFrame', (frame: number) => waiting.delete(frame));
});
afterEach(() => {
    vi.unstubAllGlobals();
});

it('what takes many frames to be drawn is waited for, then attended to as often as asked', () => {
    let attempts = 0;
    eachFrame(() => ++attempts > 20, 3);
    for (let i = 0; i < 40; i++) {
        draw();
    }
    expect(attempts).toBe(23);
});

it('an attempt can stop itself', () => {
    let attempts = 0;
    const stop = eachFrame(() => {
        attempts++;
        stop();
        return false;
    }, 3);
    draw();
    draw();
    expect(attempts).toBe(1);
});

it('what is never drawn is given up, and what is stopped is not attempted again', () => {
    let attempts = 0;
    eachFrame(() => ++attempts < 0, 1);
    const stop = eachFrame(() => ++attempts < 0, 1);
    draw();
    stop();
    for (let i = 0; i < 100; i++) {
        draw();
    }
    expect(attempts).toBe(61);
});
