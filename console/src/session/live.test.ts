import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LogEntry, SessionState } from '../protocol';
import { firstPage, nextPage, startOfCall } from './find';
import { LiveSession, type Source } from './live';

const PAGE = 10;

/** A server with one session. */
class Server implements Source {
    readonly asked: number[] = [];
    failing = false;

    constructor(
        private readonly log: [string, object][],
        private readonly state: Partial<SessionState> = {},
    ) {}

    read(): Promise<SessionState> {
        return Promise.resolve({
            id: 's',
            environment: 'x',
            alert_text: 'the alert',
            status: 'in_progress',
            created_at: '2026-11-23T06:00:00Z',
            updated_at: '2026-11-23T06:00:00Z',
            diagnosis: '',
            run_meta: null,
            error_detail: '',
            thread_id: null,
            turn_count: 0,
            orchestrator: 'external',
            verdict: null,
            root_cause: null,
            epoch: 'e1',
            saved: false,
            cancelling: false,
            approvals: [],
            last_seq: this.log.length,
            settled_seq: this.log.length,
            ...this.state,
        });
    }

    readBefore(_: string, before: number) {
        this.asked.push(before);
        if (this.failing) {
            return Promise.reject(new Error('unreachable'));
        }
        const from = Math.max(0, before - 1 - PAGE);
        const events = this.log.slice(from, before - 1).map(([event, data], i): LogEntry => ({
            seq: from + i + 1,
            event,
            turn: 0,
            timestamp: '2026-11-23T06:00:00Z',
            data: JSON.stringify(data),
        }));
        return Promise.resolve({ events, last_seq: this.log.length });
    }

    headers = () => ({});
    streamUrl = () => '/stream';
    unauthorized = () => undefined;
    missing = () => false;
}

function log(length: number): [string, object][] {
    return Array.from({ length }, (_, i): [string, object] =>
        i === 0 ? ['user_message', { text: 'the alert' }] : ['status', { message: `m${i + 1}` }],
    );
}

const open: LiveSession[] = [];
const streams: string[] = [];

async function opened(server: Server, stream?: string): Promise<LiveSession> {
    vi.stubGlobal('fetch', (url: string) => {
        streams.push(url);
        return stream === undefined ? new Promise(() => undefined) : Promise.resolve(new Response(stream));
    });
    const session = new LiveSession('s', server);
    open.push(session);
    session.start();
    await vi.waitFor(() => expect(session.snapshot().view).not.toBeNull());
    return session;
}

afterEach(() => {
    open.splice(0).forEach((session) => session.stop());
    streams.length = 0;
    vi.unstubAllGlobals();
});

describe('a long session', () => {
    it('is opened by the last page of its log and followed from its end', async () => {
        const server = new Server(log(100_000));
        const view = (await opened(server)).snapshot().view!;
        expect(server.asked).toEqual([100_001]);
        expect([view.missing, view.events.length, view.seq]).toEqual([99_990, PAGE, 100_000]);
        expect([view.alertText, view.status]).toEqual(['the alert', 'in_progress']);
        expect(streams).toEqual(['/stream?follow=true&since=100000&epoch=e1']);
    });

    it('is read back to its conclusion and to what still runs, but not without an end', async () => {
        const concluded = log(1_000);
        concluded[974] = ['diagnosis', { verdict: 'fault' }];
        const server = new Server(concluded, { verdict: 'fault' });
        expect((await opened(server)).snapshot().view!.missing).toBe(970);
        const running = new Server(log(1_000), { settled_seq: 985 });
        expect((await opened(running)).snapshot().view!.missing).toBe(980);
        const far = new Server(log(1_000), { verdict: 'fault', settled_seq: 3 });
        expect((await opened(far)).snapshot().view!.missing).toBe(960);
    });

    it('reads earlier pages one by one when they are looked at', async () => {
        const server = new Server(log(35));
        const session = await opened(server);
        expect(await session.readBack(nextPage)).toBe(true);
        expect(session.snapshot().view!.missing).toBe(15);
        expect(session.snapshot().reading).toBe(false);
        await session.readBack(firstPage);
        expect(session.snapshot().view!.missing).toBe(0);
        expect([...session.snapshot().view!.events].map((event) => event.seq)).toEqual(
            Array.from({ length: 35 }, (_, i) => i + 1),
        );
        expect(await session.readBack(nextPage)).toBe(false);
        expect(server.asked).toEqual([36, 26, 16, 6]);
    });

    it('reads back to evidence and no farther; without it the view stays as it is', async () => {
        const events = log(100);
        events[49] = ['tool_call.start', { id: 'c', step: 1, agent: 'A', query: 'q', key: 'x-E7' }];
        const session = await opened(new Server(events));
        const before = session.snapshot().view!;
        expect(await session.readBack(startOfCall(before, 'E8'))).toBe(false);
        expect(session.snapshot().view).toBe(before);
        expect(await session.readBack(startOfCall(before, 'E7'))).toBe(true);
        expect(session.snapshot().view!.missing).toBe(40);
        expect(session.snapshot().view!.evidence.get('E7')).toBe('c');
    });

    it('drops the oldest of very many events when it is followed for long, and reads them again', async () => {
        const server = new Server(log(20));
        const frames = Array.from(
            { length: 10_100 },
            (_, i) => `id: ${i + 21}\nevent: status\ndata: {"message":"m${i + 21}"}\n\n`,
        );
        const session = await opened(server, frames.join(''));
        await vi.waitFor(() => expect(session.snapshot().view!.seq).toBe(10_120));
        session.trim();
        const { view } = session.snapshot();
        expect([view!.missing, view!.events.length, view!.seq]).toEqual([9_120, 1_000, 10_120]);
        expect([view!.alertText, view!.turns[0]!.partial]).toEqual(['the alert', true]);
        session.trim();
        expect(session.snapshot().view).toBe(view);
        await session.readBack(nextPage);
        expect(server.asked.at(-1)).toBe(9_121);
    });

    it('shows what came in the moment in which its page was hidden', async () => {
        vi.stubGlobal('requestAnimationFrame', () => 0);
        const session = await opened(
            new Server(log(20)),
            'id: 21\nevent: status\ndata: {"message":"m21"}\n\n',
        );
        await vi.waitFor(() => expect(session.snapshot().connection).toBe('reconnecting'));
        expect(session.snapshot().view!.seq).toBe(20);
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
        document.dispatchEvent(new Event('visibilitychange'));
        await vi.waitFor(() => expect(session.snapshot().view!.seq).toBe(21));
        delete (document as { visibilityState?: string }).visibilityState;
    });

    it('can be read back again after a failure', async () => {
        const server = new Server(log(35));
        const session = await opened(server);
        server.failing = true;
        await expect(session.readBack(nextPage)).rejects.toThrow('unreachable');
        expect(session.snapshot().reading).toBe(false);
        server.failing = false;
        expect(await session.readBack(nextPage)).toBe(true);
    });
});
