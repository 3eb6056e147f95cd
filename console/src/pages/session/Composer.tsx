import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cancelSession, readEnvironment, sendMessage } from '../../api/endpoints';
import { showFailure } from '../../app/toasts';
import { usage } from '../../session/rows';
import { callsOf, openApprovals, stepsOf, type SessionView, type Turn } from '../../session/view';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { count, dollars, plural, running, useNow } from '../../ui/time';
import { useScope } from './cards';
import { suggestionsOf } from './suggestions';

/** The foot of a session: what runs and how to stop it, or where to ask on. */
export function Composer({ view }: { view: SessionView }) {
    const turn = view.turns.at(-1);
    return (
        <footer className="composer">
            {view.status === 'in_progress' && turn ? (
                <Running view={view} turn={turn} />
            ) : (
                <Ask view={view} />
            )}
        </footer>
    );
}

function Running({ view, turn }: { view: SessionView; turn: Turn }) {
    const { connected } = useScope();
    const now = useNow(connected);
    const [asked, setAsked] = useState(false);
    const [confirming, setConfirming] = useState(false);
    const approvals = openApprovals(view).length;
    const calls = callsOf(turn);
    const open = calls.filter((call) => call.state === 'running').length;
    const used = usage(turn);
    const cancelling = view.cancelling || asked;
    const cancel = () => {
        setConfirming(false);
        setAsked(true);
        cancelSession(view.id).catch((failure: unknown) => {
            setAsked(false);
            showFailure(failure);
        });
    };
    return (
        <div className="running">
            {approvals > 0 || !connected ? (
                <Icon name={connected ? 'hand' : 'warn'} />
            ) : (
                <span className="spinner" aria-hidden="true" />
            )}
            <span role="status">
                {!connected
                    ? 'No connection'
                    : cancelling
                      ? 'Cancelling'
                      : approvals > 0
                        ? 'Needs approval'
                        : 'Investigating'}
            </span>
            <span className="quiet running-facts">
                <span>{turn.startedAt === undefined ? '' : running(now - turn.startedAt)}</span>
                <span>{plural(stepsOf(turn), 'step')}</span>
                {open > 1 && <span>{open} at once</span>}
                {used.known && <span>{count(used.input + used.output)} tokens</span>}
                {used.cost > 0 && <span>{dollars(used.cost)}</span>}
            </span>
            <button
                type="button"
                className="button"
                id="cancel"
                disabled={cancelling}
                title="Cancel (c)"
                onClick={() => setConfirming(true)}
            >
                <Icon name="stop" /> Cancel
            </button>
            {confirming && (
                <Dialog title="Cancel this investigation?" onClose={() => setConfirming(false)}>
                    <p>The running turn ends at once. What was found so far stays in the session.</p>
                    <div className="dialog-buttons">
                        <button type="button" className="button" onClick={() => setConfirming(false)}>
                            Keep it running
                        </button>
                        <button type="button" className="button button-bad" onClick={cancel}>
                            Cancel the turn
                        </button>
                    </div>
                </Dialog>
            )}
        </div>
    );
}

function Ask({ view }: { view: SessionView }) {
    const [text, setText] = useState('');
    const [busy, setBusy] = useState(false);
    const config = useQuery({
        queryKey: ['environment', view.environment],
        queryFn: ({ signal }) => readEnvironment(view.environment, signal),
        enabled: view.environment !== '',
        retry: false,
    });
    const suggestions = suggestionsOf(view, config.data);
    const send = async (question: string) => {
        setBusy(true);
        try {
            await sendMessage(view.id, question);
            setText('');
        } catch (failure) {
            showFailure(failure);
        } finally {
            setBusy(false);
        }
    };
    if (view.orchestrator === 'external' && view.turns.length === 0) {
        return null;
    }
    return (
        <form
            className="ask"
            onSubmit={(event) => {
                event.preventDefault();
                void send(text.trim());
            }}
        >
            {suggestions.length > 0 && (
                <div className="suggestions" role="group" aria-label="Suggested questions">
                    {suggestions.map((question) => (
                        <button
                            key={question}
                            type="button"
                            className="chip"
                            disabled={busy}
                            onClick={() => void send(question)}
                        >
                            {question}
                        </button>
                    ))}
                </div>
            )}
            <div className="ask-line">
                <textarea
                    id="follow-up"
                    aria-label="Follow-up question"
                    placeholder="Ask a follow-up"
                    rows={1}
                    value={text}
                    onChange={(event) => setText(event.target.value)}
                    onKeyDown={(event) => {
                        if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
                            event.preventDefault();
                            event.currentTarget.form?.requestSubmit();
                        } else if (event.key === 'Escape') {
                            event.currentTarget.blur();
                        }
                    }}
                />
                <button
                    type="submit"
                    className="button button-main button-icon"
                    aria-label="Send"
                    disabled={busy || text.trim() === ''}
                >
                    <Icon name="send" />
                </button>
            </div>
        </form>
    );
}
