/**
 * Follows a session's stream and gets every event exactly once, also over broken connections. Uses fetch, since
 * an EventSource cannot send a bearer token.
 */
import { parseObject, text, type SessionEvent } from '../protocol';
import { FrameParser, type Frame } from './frames';

/** The server writes at least every 15 s; after two missing heartbeats and a margin the connection counts as dead. */
export const SILENCE_MS = 40_000;
/** On coming back from sleep or to a network: older than this, a connection is not trusted. */
const STALE_MS = 17_000;
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'ended';

/** Why a stream cannot go on from where it was. */
export type Ending =
    /** The position is gone (410) or events are missing: read the session again, then open a new stream. */
    | { kind: 'reread' }
    /** Deleted, or never there. */
    | { kind: 'deleted' }
    /** The server wants another token. */
    | { kind: 'unauthorized' }
    /** The server refuses the stream and will not change its answer. */
    | { kind: 'refused'; status: number };

export interface Environment {
    fetch(url: string, init: RequestInit): Promise<Response>;
    now(): number;
    /** 0 to 1. */
    random(): number;
    /** Returns a function that cancels it. */
    later(milliseconds: number, run: () => void): () => void;
}

export const browser: Environment = {
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    random: () => Math.random(),
    later: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
    },
};

export interface Listener {
    /** New events in order, without holes; several that came together come together. */
    events(events: SessionEvent[]): void;
    connection(state: Connection): void;
    ended(ending: Ending): void;
}

/** Where a stream is read from. */
export interface Position {
    /** Of the stream, without a query. */
    url: string;
    /** The seq after which it begins. */
    since: number;
    /** The history that `since` belongs to; null takes that of the first answer. */
    epoch: string | null;
}

export class StreamClient {
    private abort: AbortController | undefined;
    private cancelTimer: (() => void) | undefined;
    private waiting = false;
    private failures = 0;
    private wait = FIRST_WAIT_MS;
    private lastHeard = 0;
    private readonly url: string;
    private since: number;
    private epoch: string | null;
    private closed = false;
    private batch: SessionEvent[] = [];
    private ending: Ending | undefined;

    constructor(
        from: Position,
        private readonly headers: () => Record<string, string>,
        private readonly listener: Listener,
        private readonly environment: Environment = browser,
    ) {
        this.url = from.url;
        this.since = from.since;
        this.epoch = from.epoch;
    }

    start(): void {
        this.listener.connection('connecting');
        void this.connect();
    }

    close(): void {
        this.closed = true;
        this.cancelTimer?.();
        this.abort?.abort();
    }

    /** The machine woke up, the page is looked at, the network is back: do not wait for timers to find out. */
    wake(): void {
        if (this.closed) {
            return;
        }
        if (this.waiting) {
            this.waiting = false;
            this.cancelTimer?.();
            void this.connect();
        } else if (this.environment.now() - this.lastHeard > STALE_MS) {
            this.abort?.abort();
        }
    }

    private async connect(): Promise<void> {
        const abort = new AbortController();
        this.abort = abort;
        this.heard(abort);
        try {
            const epoch = this.epoch === null ? '' : `&epoch=${encodeURIComponent(this.epoch)}`;
            const query = `?follow=true&since=${this.since}${epoch}`;
            const response = await this.environment.fetch(this.url + query, {
                headers: { accept: 'text/event-stream', ...this.headers() },
                cache: 'no-store',
                signal: abort.signal,
            });
            if (!response.ok) {
                this.refused(response);
            } else if (response.body) {
                this.failures = 0;
                this.epoch = response.headers.get('Nocturne-Epoch') ?? this.epoch;
                this.listener.connection('live');
                await this.read(response.body, abort);
            }
        } catch {
            // The network failed, the watchdog aborted, or what came is no stream: connect again below.
        }
        abort.abort();
        this.cancelTimer?.();
        this.next();
    }

    private async read(body: ReadableStream<Uint8Array>, abort: AbortController): Promise<void> {
        const reader = body.getReader();
        const decoder = new TextDecoder();
        const parser = new FrameParser({
            frame: (frame) => this.frame(frame),
            retry: (milliseconds) => {
                this.wait = milliseconds;
            },
        });
        for (;;) {
            const { done, value } = await reader.read();
            if (done || this.closed) {
                return;
            }
            this.heard(abort);
            parser.push(decoder.decode(value, { stream: true }));
            this.deliver();
            if (this.ending) {
                return;
            }
        }
    }

    private frame(frame: Frame): void {
        if (this.ending) {
            return;
        }
        const seq = Number(frame.id);
        if (frame.id === undefined || !Number.isSafeInteger(seq) || seq < 1) {
            if (frame.event === 'done') {
                const status = text(parseObject(frame.data)?.status);
                if (status === 'deleted') {
                    this.ending = { kind: 'deleted' };
                }
            }
            return;
        }
        if (seq <= this.since) {
            return; // seen already
        }
        if (seq !== this.since + 1) {
            this.ending = { kind: 'reread' };
            return;
        }
        this.since = seq;
        this.batch.push({ seq, name: frame.event, data: frame.data, arrived: this.environment.now() });
    }

    private deliver(): void {
        if (this.batch.length > 0 && !this.closed) {
            const batch = this.batch;
            this.batch = [];
            this.listener.events(batch);
        }
    }

    private refused(response: Response): void {
        const after = Number(response.headers.get('retry-after'));
        switch (response.status) {
            case 401:
                this.ending = { kind: 'unauthorized' };
                break;
            case 404:
                this.ending = { kind: 'deleted' };
                break;
            case 410:
                this.ending = { kind: 'reread' };
                break;
            case 408:
            case 429:
                this.wait = Number.isFinite(after) && after > 0 ? after * 1000 : this.wait;
                break;
            default:
                if (response.status < 500) {
                    this.ending = { kind: 'refused', status: response.status };
                }
        }
    }

    /** Restarts the watchdog. */
    private heard(abort: AbortController): void {
        this.lastHeard = this.environment.now();
        this.cancelTimer?.();
        this.cancelTimer = this.environment.later(SILENCE_MS, () => abort.abort());
    }

    /** Runs after a connection: reports how it ended, or reconnects after a pause. */
    private next(): void {
        if (this.closed) {
            return;
        }
        this.deliver();
        if (this.ending) {
            this.closed = true;
            this.listener.connection('ended');
            this.listener.ended(this.ending);
            return;
        }
        this.listener.connection('reconnecting');
        const backoff = Math.min(this.wait * 2 ** this.failures, Math.max(LONGEST_WAIT_MS, this.wait));
        this.failures = Math.min(this.failures + 1, 10);
        this.wait = FIRST_WAIT_MS;
        this.waiting = true;
        // With jitter, so that not all browsers reconnect in the same moment after a restart of the server.
        this.cancelTimer = this.environment.later(backoff * (0.5 + this.environment.random() / 2), () => {
            this.waiting = false;
            void this.connect();
        });
    }
}
