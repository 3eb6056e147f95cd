import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { readSession, streamUrl } from '../api/endpoints';
import { ApiError } from '../api/http';
import { askForToken, authorization } from '../api/token';
import type { SessionEvent } from '../protocol';
import { emptyView, fold } from './fold';
import { LiveSession, type LiveState } from './live';
import type { SessionView } from './view';

const source = {
    read: readSession,
    headers: authorization,
    streamUrl,
    unauthorized: askForToken,
    missing: (failure: unknown) => failure instanceof ApiError && failure.status === 404,
};

/** A session, followed as long as the component lives. */
export function useSession(id: string): { state: LiveState; session: LiveSession } {
    const session = useMemo(() => new LiveSession(id, source), [id]);
    useEffect(() => {
        session.start();
        return () => session.stop();
    }, [session]);
    return { session, state: useSyncExternalStore(session.subscribe, session.snapshot) };
}

/** Views of the past; going forward costs what lies between. */
class Past {
    private last: SessionView | undefined;

    constructor(private readonly origin: SessionView) {}

    at(view: SessionView, position: number): SessionView {
        if (!this.last || this.last.seq > position) {
            this.last = emptyView({ id: this.origin.id });
        }
        const events: SessionEvent[] = view.events.slice(this.last.seq, position);
        this.last = fold(this.last, events);
        return this.last;
    }
}

/** The session as it was after its first `position` events; as it is for null. */
export function usePast(view: SessionView, position: number | null): SessionView {
    const past = useMemo(() => new Past(view), [view.id]); // eslint-disable-line react-hooks/exhaustive-deps -- one for a session, not for each of its views
    return useMemo(
        () => (position === null || position >= view.seq ? view : past.at(view, position)),
        [past, view, position],
    );
}
