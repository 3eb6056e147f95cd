import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { saveSession } from '../../api/endpoints';
import { showFailure, showToast } from '../../app/toasts';
import { openApprovals, type SessionView } from '../../session/view';
import { copyText } from '../../ui/copy';
import { Icon } from '../../ui/Icon';
import { StatusPill } from '../../ui/StatusPill';
import { verdictLabel, verdictTone } from '../../ui/text';
import { HandOver } from './HandOver';
import { TABS, type Tab } from './tabs';

interface Props {
    view: SessionView;
    name: string;
    saved: boolean;
    connected: boolean;
    tab: Tab;
    onTab: (tab: Tab) => void;
    onSaved: () => void;
    onDelete: () => void;
}

export function SessionHead({ view, name, saved, connected, tab, onTab, onSaved, onDelete }: Props) {
    const approvals = openApprovals(view).length;
    const keep = () => {
        saveSession(view.id).then(() => {
            onSaved();
            showToast('Pinned: this session is never deleted automatically');
        }, showFailure);
    };
    return (
        <header className="session-head">
            <div className="session-title">
                <Link
                    to="/"
                    className="button button-quiet button-icon"
                    aria-label="All sessions"
                    title="All sessions (Esc)"
                >
                    <Icon name="back" />
                </Link>
                <h1 title={name}>{name}</h1>
                <span className="session-state" role="status" aria-live="polite">
                    <StatusPill status={view.status} cancelling={view.cancelling} awaiting={approvals > 0} />
                </span>
                <div className="session-actions">
                    <button
                        type="button"
                        className="button button-quiet button-icon"
                        aria-label="Copy a link to this session"
                        title="Copy a link"
                        onClick={() => void copyText(window.location.href, 'Link')}
                    >
                        <Icon name="link" />
                    </button>
                    <HandOver view={view} />
                    <button
                        type="button"
                        className="button button-quiet button-icon"
                        aria-label={saved ? 'Pinned' : 'Pin: never delete automatically'}
                        aria-pressed={saved}
                        title={saved ? 'Pinned' : 'Pin: never delete automatically'}
                        disabled={saved}
                        onClick={keep}
                    >
                        <Icon name="pin" />
                    </button>
                    <button
                        type="button"
                        className="button button-quiet button-icon"
                        aria-label="Delete this session"
                        title="Delete"
                        onClick={onDelete}
                    >
                        <Icon name="trash" />
                    </button>
                </div>
            </div>
            <div className="session-facts">
                {view.verdict !== null && (
                    <span className={`conclusion tone-${verdictTone(view.verdict)}`}>
                        {verdictLabel(view.verdict)}
                        {view.rootCause !== null && <b>{view.rootCause}</b>}
                    </span>
                )}
                <span className="quiet">{view.environment}</span>
                <span className="quiet">{view.orchestrator}</span>
                <span className="quiet mono wide-only">{view.id}</span>
            </div>
            {!connected && (
                <p className="connection-lost" role="alert">
                    <Icon name="warn" />
                    No connection to the server. This is the last known state; reconnecting…
                </p>
            )}
            <Tabs tab={tab} onTab={onTab} />
        </header>
    );
}

function Tabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
    const list = useRef<HTMLDivElement>(null);
    // On a phone the row of tabs is wider than the screen.
    useEffect(() => {
        const tabs = list.current;
        const active = tabs?.querySelector<HTMLElement>(`#tab-${tab}`);
        if (tabs && active) {
            tabs.scrollLeft =
                active.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - active.offsetWidth) / 2;
        }
    }, [tab]);
    const move = (event: KeyboardEvent) => {
        const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        const now = TABS.findIndex((one) => one.id === tab);
        const next = TABS[(now + by + TABS.length) % TABS.length];
        if (by !== 0 && next) {
            event.preventDefault();
            onTab(next.id);
            list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
        }
    };
    return (
        <div
            className="tabs"
            role="tablist"
            aria-label="Views of the session"
            ref={list}
            onKeyDown={move}
            tabIndex={-1}
        >
            {TABS.map((one) => (
                <button
                    key={one.id}
                    id={`tab-${one.id}`}
                    type="button"
                    role="tab"
                    aria-selected={one.id === tab}
                    aria-controls="panel"
                    tabIndex={one.id === tab ? 0 : -1}
                    onClick={() => onTab(one.id)}
                >
                    {one.label}
                </button>
            ))}
        </div>
    );
}
