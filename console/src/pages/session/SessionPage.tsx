import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { deleteWithUndo } from '../../app/deletions';
import { moveFocus, useShortcuts } from '../../app/shortcuts';
import { useSession } from '../../session/useSession';
import { openApprovals, type SessionView } from '../../session/view';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { Loading, Problem } from '../../ui/Loading';
import { title } from '../../ui/text';
import { OpenCards, Scope, type SessionScope } from './cards';
import { Composer } from './Composer';
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
    if (state.deleted) {
        return (
            <div className="page empty">
                <h1>{view ? 'This session was deleted' : 'No such session'}</h1>
                <p className="quiet">
                    {view ? (
                        'It was deleted while you looked at it.'
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
            saved={state.saved}
            quiet={state.connection !== 'reconnecting'}
            onSaved={() => session.markSaved()}
            onReread={() => session.reread()}
        />
    );
}

interface LoadedProps {
    view: SessionView;
    saved: boolean;
    quiet: boolean;
    onSaved: () => void;
    onReread: () => void;
}

function Loaded({ view, saved, quiet, onSaved, onReread }: LoadedProps) {
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

    const incident = useFindings(view)?.time ?? null;
    const scope = useMemo<SessionScope>(
        () => ({
            sessionId: view.id,
            scenario: view.scenario,
            cards,
            evidence: view.evidence,
            lit,
            openEvidence,
            openMap: (entity) => setTab('map', entity === undefined ? {} : { entity }),
            openChart: (entity) => setTab('telemetry', { entity }),
            incident,
            live: true,
        }),
        [view.id, view.scenario, view.evidence, cards, lit, openEvidence, setTab, incident],
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
                quiet={quiet}
                tab={tab}
                onTab={setTab}
                onSaved={onSaved}
                onDelete={remove}
            />
            <div className="page session" role="tabpanel" id="panel" aria-labelledby={`tab-${tab}`}>
                <ErrorBoundary what="this view" retryOn={tab}>
                    <Suspense fallback={<Loading />}>
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
