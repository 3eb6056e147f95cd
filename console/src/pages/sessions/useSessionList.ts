import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { listSessions, type SessionFilter } from '../../api/endpoints';
import { hiddenSessions, onHiddenSessions } from '../../app/deletions';
import { NEEDS_APPROVAL, type SessionPage, type SessionSummary } from '../../protocol';

/** How often the newest sessions are asked for: while one of the rows runs, and while all rest. */
const BUSY_MS = 1_500;
const CALM_MS = 5_000;

type Pages = InfiniteData<SessionPage, string | null>;

export interface SessionList {
    rows: SessionSummary[];
    loading: boolean;
    problem: Error | null;
    more: boolean;
    loadMore: () => void;
    retry: () => void;
    /** The server could not be asked lately; what is shown is what was. */
    stale: boolean;
}

/** The endless list; its head and its running sessions are refreshed. */
export function useSessionList(filter: SessionFilter): SessionList {
    const client = useQueryClient();
    const key = useMemo(() => ['sessions', filter], [filter]);
    const hidden = useSyncExternalStore(onHiddenSessions, hiddenSessions);
    const pages = useInfiniteQuery({
        queryKey: key,
        queryFn: ({ pageParam, signal }) => listSessions(filter, pageParam, signal),
        initialPageParam: null as string | null,
        getNextPageParam: (last): string | null => last.next_cursor ?? null,
        // Only the head is asked for again; all pages of a long list at once would be a burden.
        staleTime: Infinity,
        gcTime: 60_000,
    });
    const busy = (pages.data?.pages ?? []).some((page) =>
        page.sessions.some((row) => row.status === 'in_progress'),
    );
    const head = useQuery({
        queryKey: ['sessions-head', filter],
        queryFn: ({ signal }) => listSessions(filter, null, signal),
        refetchInterval: busy ? BUSY_MS : CALM_MS,
        enabled: pages.isSuccess,
        staleTime: 0,
        retry: false,
    });

    useEffect(() => {
        if (head.data) {
            const now = client.getQueryData<Pages>(key);
            if (now) {
                const merged = withHead(now, head.data);
                if (merged) {
                    client.setQueryData<Pages>(key, merged);
                } else {
                    void client.resetQueries({ queryKey: key });
                }
            }
        }
    }, [client, head.data, key]);

    // Rows further down that still run: their pages are read again now and then.
    useEffect(() => {
        const later = (pages.data?.pages ?? [])
            .map((page, i) => ({ page, cursor: (pages.data?.pageParams[i] ?? null) as string | null, i }))
            .filter(({ page, i }) => i > 0 && page.sessions.some((row) => row.status === 'in_progress'));
        if (later.length === 0) {
            return undefined;
        }
        const timer = setTimeout(() => {
            for (const { cursor, i } of later.slice(0, 3)) {
                listSessions(filter, cursor)
                    .then((fresh) =>
                        client.setQueryData<Pages>(
                            key,
                            (old) =>
                                old && {
                                    ...old,
                                    pages: old.pages.map((page, at) => (at === i ? fresh : page)),
                                },
                        ),
                    )
                    .catch(() => undefined); // the head's query reports a server that does not answer
            }
        }, CALM_MS);
        return () => clearTimeout(timer);
    }, [client, filter, key, pages.data]);

    const rows = useMemo(() => {
        const seen = new Set<string>(hidden);
        return (pages.data?.pages ?? [])
            .flatMap((page) => page.sessions)
            .filter((row) => !seen.has(row.id) && seen.add(row.id))
            .filter((row) => filter.status !== NEEDS_APPROVAL || row.awaiting_approval === true);
    }, [pages.data, hidden, filter.status]);

    return {
        rows,
        loading: pages.isPending,
        problem: pages.error,
        more: pages.hasNextPage,
        loadMore: () => {
            if (pages.hasNextPage && !pages.isFetchingNextPage) {
                void pages.fetchNextPage();
            }
        },
        retry: () => void pages.refetch(),
        stale: head.isError,
    };
}

/**
 * The pages with the newest rows put in front and known ones replaced. Undefined when the head no longer touches what
 * is shown (more came at once than a page holds): then all pages have to be read again.
 */
export function withHead(pages: Pages, head: SessionPage): Pages | undefined {
    const fresh = new Map(head.sessions.map((row) => [row.id, row]));
    const known = new Set(pages.pages.flatMap((page) => page.sessions.map((row) => row.id)));
    const touches = head.sessions.length === 0 || head.sessions.some((row) => known.has(row.id));
    if (!touches && known.size > 0 && head.next_cursor) {
        return undefined;
    }
    const oldest = head.sessions.at(-1);
    const added = head.sessions.filter((row) => !known.has(row.id));
    const updated = pages.pages.map((page) => ({
        ...page,
        sessions: page.sessions
            // What the head spans and does not name any more was deleted, or no longer fits the filter.
            .filter((row) => fresh.has(row.id) || !spanned(row, oldest, head))
            .map((row) => fresh.get(row.id) ?? row),
    }));
    const [first, ...rest] = updated;
    return first
        ? { ...pages, pages: [{ ...first, sessions: [...added, ...first.sessions] }, ...rest] }
        : pages;
}

function spanned(row: SessionSummary, oldest: SessionSummary | undefined, head: SessionPage): boolean {
    return !head.next_cursor || (oldest !== undefined && row.created_at > oldest.created_at);
}
