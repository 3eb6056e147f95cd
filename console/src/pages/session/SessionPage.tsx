import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { deleteWithUndo } from '../../app/deletions';
import { showFailure, showToast } from '../../app/toasts';
import { moveFocus, useShortcuts } from '../../app/shortcuts';
import { startOfCall, startOfTurn } from '../../session/find';
import type { Wanted } from '../../session/live';
import { useSession } from '../../session/useSession';
import { findCall, openApprovals, type SessionView } from '../../session/view';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { Loading, Problem } from '../../ui/Loading';
import { title } from '../../ui/text';
import { OpenCards, Scope, type Earlier, type SessionScope } from './cards';
import { Composer } from './Composer';
import { EarlierNotice } from './EarlierBar';
import { Feed, goToCall } from './Feed';
import { Glance } from './Glance';
import { SessionHead } from './SessionHead';
import { useFindings } from './useFindings';
import { VerdictCard } from './VerdictCard';
import { TABS, isTab, type Tab } from './tabs';

const RawLog = lazy(() => import('./RawLog'));
const Looks = lazy(() => import('./Looks'));
const Timeline = lazy(() => import('./Timeline'));

export function SessionPage() {
    const { id = '' } = useParams();
    return <OneSession key={id} id={id} />;
}

function OneSession({ id }: { id: string }) {
    const { state, session } = useSession(id);
    const { view } = state;
    const read = useCallback(
        async (wanted: Wanted) => {
            try {
                return await session.readBack(wanted);
            } catch (failure) {
                showFailure(failure);
                return false;
            }
        },
        [session],
    );
    const missing = view?.missing ?? 0;
    const earlier = useMemo(
        () => ({ missing, reading: state.reading, read, trim: () => session.trim() }),
        [missing, state.reading, read, session],
    );
    if (state.deleted) {
        return (
            <div className="page empty">
                <h1>{view ? 'This session was deleted' : 'No such session'}</h1>
                <p className="quiet">
                    {view ? (
                        'It was deleted while this page was open.'
                    ) : (
                        <>
                            There is no session <code>{id}</code> for you on this server: it was deleted,
                            never existed, or belongs to another owner.
                        </>
                    )}
                </p>
                <p>
                    <Link to="/">All sessions</Link>
                </p>
            </div>
        );
    }
    if (!view) {
        return (
            <div className="page">
                {state.problem === null ? (
                    <Loading what="Loading the session" />
                ) : (
                    <Problem failure={new Error(state.problem)} onRetry={() => session.reread()} />
                )}
            </div>
        );
    }
    return (
        <Loaded
            view={view}
            earlier={earlier}
            saved={state.saved}
            connected={state.connection !== 'reconnecting'}
            onSaved={() => session.markSaved()}
            onReread={() => session.reread()}
        />
    );
}

interface LoadedProps {
    view: SessionView;
    earlier: Earlier;
    saved: boolean;
    connected: boolean;
    onSaved: () => void;
    onReread: () => void;
}

function Loaded({ view, earlier, saved, connected, onSaved, onReread }: LoadedProps) {
    const [params, setParams] = useSearchParams();
    const [cards] = useState(() => new OpenCards());
    const navigate = useNavigate();
    const asked = params.get('tab');
    const tab: Tab = isTab(asked) ? asked : 'investigation';
    const cited = params.get('evidence');
    // The address may name the id of a call or what the answer calls it.
    const lit = cited === null ? null : (view.evidence.get(cited) ?? cited);

    const setTab = useCallback(
        (next: Tab, more: Record<string, string> = {}) =>
            setParams((old) => {
                const to = new URLSearchParams(old);
                for (const name of ['tab', 'evidence', 'entity', 'at']) {
                    to.delete(name);
                }
                if (next !== 'investigation') {
                    to.set('tab', next);
                }
                for (const [name, value] of Object.entries(more)) {
                    to.set(name, value);
                }
                return to;
            }),
        [setParams],
    );
    const openEvidence = useCallback(
        (call: string) => {
            cards.set(call, true);
            if (new URLSearchParams(window.location.search).get('evidence') === call) {
                goToCall(call);
            }
            setTab('investigation', { evidence: call });
        },
        [cards, setTab],
    );
    useEffect(() => {
        if (lit !== null) {
            cards.set(lit, true);
        }
    }, [cards, lit]);

    useEarlierTarget(view, earlier, cited);

    const incident = useFindings(view)?.time ?? null;
    const scope = useMemo<SessionScope>(
        () => ({
            sessionId: view.id,
            environment: view.environment,
            cards,
            evidence: view.evidence,
            lit,
            openEvidence,
            openMap: (entity) => setTab('map', entity === undefined ? {} : { entity }),
            openChart: (entity) => setTab('telemetry', { entity }),
            incident,
            earlier,
            connected,
            live: true,
        }),
        [
            view.id,
            view.environment,
            view.evidence,
            cards,
            lit,
            openEvidence,
            setTab,
            incident,
            earlier,
            connected,
        ],
    );

    const name = title(view.alertText);
    useEffect(() => {
        const marks = { in_progress: '● ', completed: '', failed: '✕ ', cancelled: '', pending: '' };
        document.title = `${openApprovals(view).length > 0 ? '! ' : marks[view.status]}${name} · Nocturne`;
    }, [name, view]);

    const remove = () => {
        deleteWithUndo(view.id, name.slice(0, 60));
        void navigate('/');
    };
    useShortcuts({
        j: () => moveFocus('.card-head', 1),
        k: () => moveFocus('.card-head', -1),
        c: () => document.getElementById('cancel')?.click(),
        f: () => document.getElementById('follow-up')?.focus(),
        '/': () => document.getElementById('search')?.focus(),
        // Closes what is open before it leaves the session: the details on the map, then the evidence.
        Escape: () => {
            if (params.has('entity') && tab === 'map') {
                setTab('map');
            } else if (params.has('evidence')) {
                setTab('investigation');
            } else {
                void navigate('/');
            }
        },
        ...Object.fromEntries(TABS.map((one, i) => [String(i + 1), () => setTab(one.id)])),
    });

    return (
        <Scope value={scope}>
            <SessionHead
                view={view}
                name={name}
                saved={saved}
                connected={connected}
                tab={tab}
                onTab={setTab}
                onSaved={onSaved}
                onDelete={remove}
            />
            <div className="page session" role="tabpanel" id="panel" aria-labelledby={`tab-${tab}`}>
                <ErrorBoundary what="this view" retryOn={tab}>
                    <Suspense fallback={<Loading />}>
                        {tab !== 'investigation' && <EarlierNotice />}
                        {tab === 'investigation' && (
                            <div className="session-columns">
                                <div className="session-main">
                                    <VerdictCard view={view} />
                                    <Feed view={view} follow={view.status === 'in_progress'} />
                                </div>
                                <Glance view={view} />
                            </div>
                        )}
                        {tab === 'raw' && <RawLog view={view} />}
                        {tab === 'timeline' && <Timeline view={view} onReread={onReread} />}
                        {(tab === 'map' || tab === 'telemetry' || tab === 'alarms') && (
                            <Looks tab={tab} view={view} entity={params.get('entity')} />
                        )}
                    </Suspense>
                </ErrorBoundary>
            </div>
            {tab === 'investigation' && <Composer view={view} />}
        </Scope>
    );
}

/** Loads earlier steps where the address names evidence or a turn that is among them. */
function useEarlierTarget(view: SessionView, earlier: Earlier, cited: string | null): void {
    const { read } = earlier;
    const latest = useRef(view);
    useEffect(() => {
        latest.current = view;
    }, [view]);
    useEffect(() => {
        const now = latest.current;
        if (cited === null || now.missing === 0 || findCall(now, now.evidence.get(cited) ?? cited)) {
            return;
        }
        void read(startOfCall(now, cited)).then((found) => {
            if (!found && !findCall(latest.current, cited)) {
                showToast(`There is no evidence ${cited} in this session.`);
            }
        });
    }, [cited, read]);
    useEffect(() => {
        const turn = Number(/^#turn-(\d+)$/.exec(window.location.hash)?.[1] ?? NaN);
        const first = latest.current.turns[0];
        if (latest.current.missing > 0 && first && turn <= first.index) {
            void read(startOfTurn(turn));
        }
    }, [read]);
}
