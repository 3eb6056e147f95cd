import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../protocol';
import { emptyView, fold } from '../../session/fold';
import { advance, clockAt, positionAt, replay, tempo } from './replay';
import SessionStrip from './SessionStrip';
import { describe as describeEvent, stripOf } from './strip';
import { useReplay } from './useReplay';

afterEach(cleanup);

let seq = 0;
const event = (name: string, data: object, second: number): SessionEvent => ({
    seq: ++seq,
    name,
    data: JSON.stringify(data),
    timestamp: new Date(Date.UTC(2026, 5, 16, 14, 0, 0) + second * 1000).toISOString(),
});

function session(): SessionEvent[] {
    seq = 0;
    return [
        event('user_message', { text: 'ALARM' }, 0),
        event('run.start', {}, 0),
        event('tool_call.start', { id: 'a', agent: 'TelemetryAgent', query: 'alarms' }, 0.1),
        event('tool_call.start', { id: 'b', agent: 'GraphExplorerAgent', query: 'graph' }, 0.2),
        event('tool_call.complete', { id: 'a', agent: 'TelemetryAgent', query: 'alarms' }, 1.2),
        event(
            'tool_call.complete',
            { id: 'b', agent: 'GraphExplorerAgent', query: 'graph', error: true },
            1.3,
        ),
        event('diagnosis', { verdict: 'fault' }, 1.4),
        event('message.start', { id: 'm' }, 1.4),
        event('message.complete', { id: 'm', text: 'x' }, 2),
        event('run.complete', {}, 2),
        event('user_message', { text: 'Who?' }, 9000),
        event('error', { message: 'gone' }, 9001),
    ];
}

describe('a replay', () => {
    it('is a prefix of the events, and folds like the live session did then', () => {
        const events = session();
        for (let position = 0; position <= events.length; position++) {
            const prefix = replay(events, position);
            expect(prefix).toEqual(events.slice(0, position));
            expect(fold(emptyView({ id: 's' }), prefix).seq).toBe(position);
        }
        expect(replay(events, -3)).toEqual([]);
        expect(replay(events, 99)).toEqual(events);
    });

    it('keeps the pace of the session, without its idle hours and without what is too fast to see', () => {
        expect(tempo(session())).toEqual([0, 40, 140, 240, 1240, 1340, 1440, 1480, 2080, 2120, 4620, 5620]);
        expect(tempo([])).toEqual([]);
    });

    it('finds the position of every moment and the moment of every position', () => {
        const times = tempo(session());
        for (let position = 1; position <= times.length; position++) {
            expect(positionAt(times, clockAt(times, position))).toBe(position);
        }
        expect(positionAt(times, clockAt(times, 0))).toBe(0);
        expect(positionAt(times, 1000)).toBe(4);
    });

    it('passes at its speed and stops at the end', () => {
        const times = tempo(session());
        const play = { clock: 0, playing: true, speed: 1 as const };
        expect(advance(play, 100, times)).toMatchObject({ clock: 100, playing: true });
        expect(advance({ ...play, speed: 10 }, 100, times)).toMatchObject({ clock: 1000, playing: true });
        expect(advance({ ...play, speed: 'instant' }, 1, times)).toMatchObject({
            clock: 5620,
            playing: false,
        });
        expect(advance({ ...play, playing: false }, 100, times).clock).toBe(0);
    });
});

describe('the strip', () => {
    it('has turns, calls side by side, answers and notable events', () => {
        expect(stripOf(session())).toMatchObject({
            turns: [
                { index: 0, from: 0, to: 10 },
                { index: 1, from: 10, to: 11 },
            ],
            calls: [
                { id: 'a', from: 2, to: 4, lane: 0, failed: false, open: false },
                { id: 'b', from: 3, to: 5, lane: 1, failed: true, open: false },
            ],
            answers: [{ from: 7, to: 8 }],
            marks: [
                { at: 6, kind: 'diagnosis' },
                { at: 11, kind: 'error', label: 'gone' },
            ],
            lanes: 2,
        });
    });

    it('reads broken payloads and calls that never ended', () => {
        const strip = stripOf([
            { seq: 1, name: 'tool_call.start', data: '{' },
            { seq: 2, name: 'tool_call.complete', data: '[]' },
            { seq: 3, name: 'tool_call.start', data: '{"id":"x"}' },
        ]);
        expect(strip.calls.map((call) => call.open)).toEqual([false, true]);
        expect(describeEvent({ seq: 1, name: 'odd.thing', data: 'x' })).toBe('odd thing');
        expect(describeEvent(undefined)).toBe('before the first event');
    });

    it('goes through the events with the keyboard and says where it is', () => {
        const events = session();
        function Page(): ReactNode {
            const made = useReplay(events);
            return <SessionStrip events={events} replay={made} running={false} />;
        }
        render(<Page />);
        const slider = screen.getByRole('slider');
        expect(slider.getAttribute('aria-valuenow')).toBe('12');
        fireEvent.keyDown(slider, { key: 'Home' });
        expect(slider.getAttribute('aria-valuetext')).toBe('Event 1 of 12, asked: ALARM');
        fireEvent.keyDown(slider, { key: 'ArrowRight' });
        fireEvent.keyDown(slider, { key: 'ArrowRight' });
        expect(slider.getAttribute('aria-valuetext')).toBe('Event 3 of 12, TelemetryAgent begins: alarms');
        fireEvent.keyDown(slider, { key: 'PageDown' });
        expect(slider.getAttribute('aria-valuenow')).toBe('11');
        fireEvent.keyDown(slider, { key: 'PageUp' });
        expect(slider.getAttribute('aria-valuenow')).toBe('1');
        fireEvent.click(screen.getByRole('button', { name: 'Exit replay' }));
        expect(slider.getAttribute('aria-valuenow')).toBe('12');
    });
});
