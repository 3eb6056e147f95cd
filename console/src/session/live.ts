/**
 * A session as it is now: its state and the end of its log are read, then it is followed. Earlier pages of the log are
 * read when they are looked at. Holds the view for any number of components and changes it at most once a frame, however
 * fast events come.
 */
import type { LogPage, SessionEvent, SessionState } from '../protocol';
import { StreamClient, type Connection, type Ending } from '../stream/client';
import { fold } from './fold';
import type { SessionView } from './view';
import { eventOf, lastOf, viewOf } from './window';

export interface LiveState {
    view: SessionView | null;
    connection: Connection;
    /** The session was deleted, or never existed. */
    deleted: boolean;
    /** Why the session could not be read; it is tried again. */
    problem: string | null;
    saved: boolean;
    /** Earlier events are being read. */
    reading: boolean;
}

export interface Source {
    read(id: string, signal: AbortSignal): Promise<SessionState>;
    /** The last events before seq `before`. */
    readBefore(id: string, before: number, signal: AbortSignal): Promise<LogPage>;
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
/**
 * Pages read when a session is opened, at most. One is enough, unless the conclusion or the beginning of something that
 * still runs is farther back.
 */
const FIRST_PAGES = 4;
/** A session that is followed for hours: above so many events the oldest are dropped, and read again when looked at. */
const MOST_HELD = 10_000;
const HELD_AFTER = 1_000;

/** Whether a page of the log has what a search is for. */
export type Wanted = (page: readonly SessionEvent[]) => boolean;

export class LiveSession {
    private state: LiveState = {
        view: null,
        connection: 'connecting',
        deleted: false,
        problem: null,
        saved: false,
        reading: false,
    };
    /** The state of the session when it was read, or when events were dropped. */
    private opened: SessionState | undefined;
    /** One search of earlier pages after the other. */
    private reading: Promise<void> = Promise.resolve();
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

    /** Reads the session again: the log has the time of each event, the stream does not. */
    reread(): void {
        if (!this.stopped) {
            this.stream?.close();
            void this.load();
        }
    }

    /** Drops the oldest of very many events, while the reader looks at the newest. */
    trim(): void {
        const { view } = this.state;
        if (this.opened && view && !this.state.reading && view.events.length > MOST_HELD) {
            const last = lastOf(view, HELD_AFTER, this.opened);
            this.opened = last.state;
            this.set({ view: last.view });
        }
    }

    /** Marks the session as pinned before the server's event arrives. */
    markSaved(): void {
        this.set({ saved: true });
    }

    private readonly wake = (): void => {
        if (document.visibilityState === 'visible') {
            this.stream?.wake();
        } else if (this.scheduled) {
            // The frame that was asked for does not come while the page is hidden.
            setTimeout(this.flush, HIDDEN_MS);
        }
    };

    private async load(): Promise<void> {
        this.abort?.abort();
        const abort = new AbortController();
        this.abort = abort;
        try {
            const state = await this.source.read(this.id, abort.signal);
            const events = await this.lastEvents(state, abort.signal);
            if (this.stopped || abort.signal.aborted) {
                return;
            }
            this.pending = [];
            this.opened = state;
            const view = viewOf(state, events);
            this.set({ view, problem: null, saved: state.saved, deleted: false, reading: false });
            this.follow(view.seq, state.epoch);
        } catch (failure) {
            if (!this.stopped && !abort.signal.aborted) {
                this.failed(failure);
            }
        }
    }

    private async lastEvents(state: SessionState, signal: AbortSignal): Promise<SessionEvent[]> {
        const pages: SessionEvent[][] = [];
        let concluded = state.verdict === null;
        let before = state.last_seq + 1;
        while (
            before > 1 &&
            pages.length < FIRST_PAGES &&
            (pages.length === 0 || !concluded || before > state.settled_seq + 1)
        ) {
            const page = await this.page(before, signal);
            pages.unshift(page);
            before = page[0]?.seq ?? 1;
            concluded ||= page.some((event) => event.name === 'diagnosis');
        }
        return pages.flat();
    }

    private async page(before: number, signal: AbortSignal): Promise<SessionEvent[]> {
        return (await this.source.readBefore(this.id, before, signal)).events.map(eventOf);
    }

    /**
     * Reads earlier pages until one is `wanted`, and adds them to the view. If none is, the view stays as it
     * is. Returns whether it was found.
     */
    readBack(wanted: Wanted): Promise<boolean> {
        const search = this.reading.then(() => this.search(wanted));
        this.reading = search.then(
            () => undefined,
            () => undefined,
        );
        return search;
    }

    private async search(wanted: Wanted): Promise<boolean> {
        const { abort, opened } = this;
        if (!abort || !opened || this.stopped || !this.state.view) {
            return false;
        }
        this.set({ reading: true });
        try {
            const pages: SessionEvent[][] = [];
            let before = this.state.view.missing + 1;
            let found = false;
            while (!found && before > 1 && !abort.signal.aborted) {
                const page = await this.page(before, abort.signal);
                pages.unshift(page);
                before = page[0]?.seq ?? 1;
                found = wanted(page);
            }
            if (found && !abort.signal.aborted) {
                this.set({ view: viewOf(opened, [...pages.flat(), ...this.state.view.events]) });
            }
            return found;
        } catch (failure) {
            if (abort.signal.aborted) {
                return false; // the page was left or the session is read again
            }
            throw failure;
        } finally {
            if (!abort.signal.aborted) {
                this.set({ reading: false });
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

    private follow(since: number, epoch: string): void {
        this.stream?.close();
        this.stream = new StreamClient(
            { url: this.source.streamUrl(this.id), since, epoch },
            () => this.source.headers(),
            {
                events: (events) => this.receive(events),
                connection: (connection) => this.set({ connection }),
                ended: (ending) => this.ended(ending),
            },
        );
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
