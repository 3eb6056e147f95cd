import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { readBefore, readState, streamUrl } from '../api/endpoints';
import { ApiError } from '../api/http';
import { askForToken, authorization } from '../api/token';
import { emptyView, fold } from './fold';
import { LiveSession, type LiveState } from './live';
import type { SessionView } from './view';

const source = {
    read: readState,
    readBefore,
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

/** Views of the past; a step forward folds only the events between. */
class Past {
    private last: SessionView | undefined;

    at(view: SessionView, position: number): SessionView {
        const seq = view.missing + position;
        if (!this.last || this.last.seq > seq || this.last.missing !== view.missing) {
            const base = view.base ?? emptyView({ id: view.id });
            this.last = view.base ? { ...base, base } : base;
        }
        this.last = fold(this.last, view.events.slice(this.last.seq - view.missing, position));
        return this.last;
    }
}

/** The session as it was after the first `position` of the loaded events; the current one for null. */
export function usePast(view: SessionView, position: number | null): SessionView {
    const past = useMemo(() => new Past(), [view.id]); // eslint-disable-line react-hooks/exhaustive-deps -- one for a session, not for each of its views
    return useMemo(
        () => (position === null || position >= view.events.length ? view : past.at(view, position)),
        [past, view, position],
    );
}
