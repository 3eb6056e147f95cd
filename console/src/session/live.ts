/**
 * A session as it is now: read once, then followed. Holds the view for any number of components and changes it at most
 * once a frame, however fast events come.
 */
import type { SessionDetail, SessionEvent } from '../protocol';
import { StreamClient, type Connection, type Ending } from '../stream/client';
import { emptyView, fold } from './fold';
import type { SessionView } from './view';

export interface LiveState {
    view: SessionView | null;
    connection: Connection;
    /** The session is gone. */
    deleted: boolean;
    /** Why the session could not be read; it is tried again. */
    problem: string | null;
    saved: boolean;
}

export interface Source {
    read(id: string, signal: AbortSignal): Promise<SessionDetail>;
    headers(): Record<string, string>;
    streamUrl(id: string): string;
    /** The server wants a token. */
    unauthorized(): void;
    /** Whether a failure to read means that there is no such session. */
    missing(failure: unknown): boolean;
}

/** A hidden page gets no animation frames; it is updated this often. */
const HIDDEN_MS = 250;
const READ_AGAIN_MS = 2_000;

export class LiveSession {
    private state: LiveState = {
        view: null,
        connection: 'connecting',
        deleted: false,
        problem: null,
        saved: false,
    };
    private readonly listeners = new Set<() => void>();
    private pending: SessionEvent[] = [];
    private scheduled = false;
    private stream: StreamClient | undefined;
    private abort: AbortController | undefined;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private stopped = true;

    constructor(
        readonly id: string,
        private readonly source: Source,
    ) {}

    readonly subscribe = (listener: () => void): (() => void) => {
        this.listeners.add(listener);
        return () => {
            this.listeners.delete(listener);
        };
    };

    readonly snapshot = (): LiveState => this.state;

    start(): void {
        if (!this.stopped) {
            return;
        }
        this.stopped = false;
        window.addEventListener('online', this.wake);
        document.addEventListener('visibilitychange', this.wake);
        void this.load();
    }

    stop(): void {
        this.stopped = true;
        window.removeEventListener('online', this.wake);
        document.removeEventListener('visibilitychange', this.wake);
        clearTimeout(this.timer);
        this.abort?.abort();
        this.stream?.close();
        this.pending = [];
    }

    /** Reads everything anew: the log knows the time of each event, the stream does not. */
    reread(): void {
        if (!this.stopped) {
            this.stream?.close();
            void this.load();
        }
    }

    /** Marks the session as pinned before the server's event arrives. */
    markSaved(): void {
        this.set({ saved: true });
    }

    private readonly wake = (): void => {
        if (document.visibilityState === 'visible') {
            this.stream?.wake();
        }
    };

    private async load(): Promise<void> {
        this.abort?.abort();
        const abort = new AbortController();
        this.abort = abort;
        try {
            const detail = await this.source.read(this.id, abort.signal);
            if (this.stopped || abort.signal.aborted) {
                return;
            }
            this.pending = [];
            const view = viewOf(detail);
            this.set({ view, problem: null, saved: detail.saved === true, deleted: false });
            this.follow(view.seq);
        } catch (failure) {
            if (!this.stopped && !abort.signal.aborted) {
                this.failed(failure);
            }
        }
    }

    private failed(failure: unknown): void {
        if (this.source.missing(failure)) {
            this.set({ deleted: true, connection: 'ended' });
            return;
        }
        this.set({
            problem: failure instanceof Error ? failure.message : String(failure),
            connection: 'reconnecting',
        });
        this.timer = setTimeout(() => void this.load(), READ_AGAIN_MS);
    }

    private follow(since: number): void {
        this.stream?.close();
        this.stream = new StreamClient(this.source.streamUrl(this.id), since, () => this.source.headers(), {
            events: (events) => this.receive(events),
            connection: (connection) => this.set({ connection }),
            ended: (ending) => this.ended(ending),
        });
        this.stream.start();
    }

    private ended(ending: Ending): void {
        switch (ending.kind) {
            case 'reread':
                this.set({ connection: 'reconnecting' });
                void this.load();
                break;
            case 'deleted':
                this.set({ deleted: true });
                break;
            case 'unauthorized':
                this.source.unauthorized();
                break;
            case 'refused':
                this.set({ problem: `The server refuses the stream (${ending.status}).` });
                break;
        }
    }

    private receive(events: SessionEvent[]): void {
        this.pending.push(...events);
        if (!this.scheduled) {
            this.scheduled = true;
            if (document.visibilityState === 'visible') {
                requestAnimationFrame(this.flush);
            } else {
                setTimeout(this.flush, HIDDEN_MS);
            }
        }
    }

    private readonly flush = (): void => {
        this.scheduled = false;
        if (this.pending.length > 0 && this.state.view && !this.stopped) {
            const events = this.pending;
            this.pending = [];
            this.set({ view: fold(this.state.view, events) });
        }
    };

    private set(change: Partial<LiveState>): void {
        this.state = { ...this.state, ...change };
        this.listeners.forEach((listener) => listener());
    }
}

/** The view of what a session's detail says. */
export function viewOf(detail: SessionDetail): SessionView {
    const origin = {
        id: detail.id,
        scenario: detail.scenario,
        ...(detail.orchestrator === undefined ? {} : { orchestrator: detail.orchestrator }),
    };
    return fold(
        emptyView(origin),
        detail.event_log.map(({ seq, event, data, timestamp }) => ({ seq, name: event, data, timestamp })),
    );
}
