import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../protocol';
import { SILENCE_MS, StreamClient, type Connection, type Ending, type Environment } from './client';
import { FrameParser, type Frame } from './frames';

const bytes = (text: string) => new TextEncoder().encode(text);

function frame(seq: number, name = 'status', data: object = { message: `häßlich ${seq} 🌙` }): string {
    return `id: ${seq}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The answer to a fetch: a refusal, a failure, or pieces of a body, after which it ends or stays open. */
type Script =
    | { status: number; headers?: Record<string, string> }
    | { fails: true }
    | { pieces: (string | Uint8Array)[]; stays?: true };

/** An environment whose time moves only when the test moves it. */
class World implements Environment {
    time = 1_000;
    readonly urls: string[] = [];
    readonly events: SessionEvent[] = [];
    readonly states: Connection[] = [];
    readonly endings: Ending[] = [];
    readonly batches: number[] = [];
    token = 'secret';
    sent: HeadersInit | undefined;
    private timers: { at: number; run: () => void }[] = [];

    constructor(private readonly scripts: Script[]) {}

    now = () => this.time;
    random = () => 1;

    later = (milliseconds: number, run: () => void) => {
        const timer = { at: this.time + milliseconds, run };
        this.timers.push(timer);
        return () => {
            this.timers = this.timers.filter((one) => one !== timer);
        };
    };

    fetch = (url: string, init: RequestInit): Promise<Response> => {
        this.urls.push(url);
        this.sent = init.headers;
        const script = this.scripts.shift();
        if (!script || 'fails' in script) {
            return Promise.reject(new TypeError('network'));
        }
        if ('status' in script) {
            return Promise.resolve(
                new Response('', { status: script.status, headers: script.headers ?? {} }),
            );
        }
        const signal = init.signal!;
        const body = new ReadableStream<Uint8Array>({
            start(controller) {
                for (const piece of script.pieces) {
                    controller.enqueue(typeof piece === 'string' ? bytes(piece) : piece);
                }
                if (script.stays) {
                    signal.addEventListener('abort', () =>
                        controller.error(new DOMException('', 'AbortError')),
                    );
                } else {
                    controller.close();
                }
            },
        });
        return Promise.resolve(new Response(body, { status: 200 }));
    };

    client(since = 0): StreamClient {
        return new StreamClient(
            { url: '/s', since, epoch: null },
            () => ({ authorization: `Bearer ${this.token}` }),
            {
                events: (events) => {
                    this.events.push(...events);
                    this.batches.push(events.length);
                },
                connection: (state) => this.states.push(state),
                ended: (ending) => this.endings.push(ending),
            },
            this,
        );
    }

    /** Lets promises run until nothing moves any more. */
    async settle(): Promise<void> {
        for (let i = 0; i < 40; i++) {
            await Promise.resolve();
        }
        await new Promise((done) => setImmediate(done));
    }

    async pass(milliseconds: number): Promise<void> {
        const until = this.time + milliseconds;
        for (;;) {
            const due = this.timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
            if (!due) {
                break;
            }
            this.time = due.at;
            this.timers = this.timers.filter((t) => t !== due);
            due.run();
            await this.settle();
        }
        this.time = until;
    }

    get seqs(): number[] {
        return this.events.map((event) => event.seq);
    }
}

describe('frames', () => {
    it('come whole out of text torn at every place', () => {
        const stream =
            ': ok\n\n' + frame(1) + ': heartbeat\n\nretry: 1000\n\n' + frame(2) + 'event: done\ndata: {}\n\n';
        const read = (pieces: string[]) => {
            const frames: Frame[] = [];
            const parser = new FrameParser({
                frame: (f) => frames.push(f),
                retry: (ms) => frames.push({ event: 'retry', data: String(ms) }),
            });
            pieces.forEach((piece) => parser.push(piece));
            return frames;
        };
        const whole = read([stream]);
        expect(whole.map((f) => f.id ?? f.event)).toEqual(['1', 'retry', '2', 'done']);
        for (let cut = 0; cut <= stream.length; cut++) {
            expect(read([stream.slice(0, cut), stream.slice(cut)])).toEqual(whole);
        }
        expect(read(Array.from(stream))).toEqual(whole);
        expect(read([stream.replaceAll('\n', '\r\n')])).toEqual(whole);
    });
});

describe('the stream client', () => {
    it('gets each event once from bytes torn at every place', async () => {
        const whole = bytes(': ok\n\n' + frame(1) + frame(2) + frame(3));
        for (let cut = 0; cut <= whole.length; cut++) {
            const world = new World([{ pieces: [whole.slice(0, cut), whole.slice(cut)], stays: true }]);
            const client = world.client();
            client.start();
            await world.settle();
            expect(world.seqs).toEqual([1, 2, 3]);
            expect(world.events[0]!.data).toBe(JSON.stringify({ message: 'häßlich 1 🌙' }));
            client.close();
        }
    });

    it('resumes after the last seq when the connection is cut, with the token', async () => {
        const world = new World([
            { pieces: [': ok\n\n', frame(5), frame(6) + 'id: 7\nevent: sta'] },
            { pieces: [': ok\n\n', frame(7)], stays: true },
        ]);
        const client = world.client(4);
        client.start();
        await world.settle();
        expect(world.states).toEqual(['connecting', 'live', 'reconnecting']);
        await world.pass(1_000);
        expect(world.urls).toEqual(['/s?follow=true&since=4', '/s?follow=true&since=6']);
        expect(world.seqs).toEqual([5, 6, 7]);
        expect(world.states.at(-1)).toBe('live');
        expect(world.sent).toMatchObject({ authorization: 'Bearer secret' });
        client.close();
    });

    it('drops what it has seen already', async () => {
        const world = new World([
            { pieces: [frame(1), frame(1), frame(2), frame(1), frame(3)], stays: true },
        ]);
        const client = world.client();
        client.start();
        await world.settle();
        expect(world.seqs).toEqual([1, 2, 3]);
        client.close();
    });

    it('hands over what comes together together', async () => {
        const world = new World([
            { pieces: [Array.from({ length: 500 }, (_, i) => frame(i + 1)).join('')], stays: true },
        ]);
        const client = world.client();
        client.start();
        await world.settle();
        expect(world.batches).toEqual([500]);
        client.close();
    });

    it('asks to read the session again when an event is missing', async () => {
        const world = new World([{ pieces: [frame(1) + frame(3) + frame(4)], stays: true }]);
        world.client().start();
        await world.settle();
        expect(world.seqs).toEqual([1]);
        expect(world.endings).toEqual([{ kind: 'reread' }]);
        expect(world.states.at(-1)).toBe('ended');
    });

    it.each([
        [410, { kind: 'reread' }],
        [404, { kind: 'deleted' }],
        [401, { kind: 'unauthorized' }],
        [403, { kind: 'refused', status: 403 }],
    ])('ends on %d', async (status, ending) => {
        const world = new World([{ status }]);
        world.client().start();
        await world.settle();
        await world.pass(60_000);
        expect(world.endings).toEqual([ending]);
        expect(world.urls).toHaveLength(1);
    });

    it('ends when the session is deleted', async () => {
        const world = new World([{ pieces: [frame(1), 'event: done\ndata: {"status":"deleted"}\n\n'] }]);
        world.client().start();
        await world.settle();
        expect(world.seqs).toEqual([1]);
        expect(world.endings).toEqual([{ kind: 'deleted' }]);
    });

    it('takes a done that is not about deletion for a cut', async () => {
        const world = new World([
            { pieces: [frame(1), 'event: done\ndata: {"status":"completed"}\n\n'] },
            { pieces: [frame(2)], stays: true },
        ]);
        const client = world.client();
        client.start();
        await world.settle();
        await world.pass(1_000);
        expect(world.seqs).toEqual([1, 2]);
        expect(world.endings).toEqual([]);
        client.close();
    });

    it('waits longer with each failure and no longer than a quarter of a minute', async () => {
        const world = new World(Array.from({ length: 9 }, () => ({ fails: true }) as const));
        const client = world.client();
        client.start();
        await world.settle();
        const at: number[] = [];
        for (let i = 1; i < 9; i++) {
            const before = world.time;
            while (world.urls.length === i) {
                await world.pass(100);
            }
            at.push(world.time - before);
        }
        expect(at).toEqual([400, 800, 1600, 3200, 6400, 12800, 15000, 15000]);
        client.close();
    });

    it('waits as long as the server asks', async () => {
        const world = new World([
            { status: 429, headers: { 'retry-after': '7' } },
            { pieces: [frame(1)], stays: true },
        ]);
        const client = world.client();
        client.start();
        await world.settle();
        await world.pass(6_900);
        expect(world.urls).toHaveLength(1);
        await world.pass(200);
        expect(world.seqs).toEqual([1]);
        client.close();
    });

    it('connects again when nothing was heard for too long', async () => {
        const world = new World([
            { pieces: [': ok\n\n', frame(1)], stays: true },
            { pieces: [frame(2)], stays: true },
        ]);
        const client = world.client();
        client.start();
        await world.settle();
        await world.pass(SILENCE_MS - 1);
        expect(world.urls).toHaveLength(1);
        await world.pass(1_000);
        expect(world.seqs).toEqual([1, 2]);
        client.close();
    });

    it('does not wait when the network is back', async () => {
        const world = new World([
            { fails: true },
            { fails: true },
            { fails: true },
            { pieces: [frame(1)], stays: true },
        ]);
        const client = world.client();
        client.start();
        await world.settle();
        await world.pass(1_300);
        expect(world.urls).toHaveLength(3);
        client.wake();
        await world.settle();
        expect(world.seqs).toEqual([1]);
        client.close();
    });

    it('does not trust a connection that was silent over a sleep', async () => {
        const world = new World([
            { pieces: [frame(1)], stays: true },
            { pieces: [frame(2)], stays: true },
        ]);
        const client = world.client();
        client.start();
        await world.settle();
        client.wake();
        await world.settle();
        expect(world.urls).toHaveLength(1);
        world.time += 18_000; // timers do not run while the machine sleeps
        client.wake();
        await world.settle();
        await world.pass(500);
        expect(world.seqs).toEqual([1, 2]);
        client.close();
    });

    it('says nothing more once it is closed', async () => {
        const world = new World([{ pieces: [frame(1)], stays: true }]);
        const client = world.client();
        client.start();
        client.close();
        await world.settle();
        await world.pass(100_000);
        expect([world.events, world.endings]).toEqual([[], []]);
        expect(world.urls).toHaveLength(1);
    });
});
