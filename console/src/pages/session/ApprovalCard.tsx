import { memo, useState } from 'react';
import { decide } from '../../api/endpoints';
import { ApiError } from '../../api/http';
import type { Approval } from '../../session/view';
import { Icon } from '../../ui/Icon';
import { full, running, useNow } from '../../ui/time';
import { useScope } from './cards';

export const ApprovalCard = memo(function ApprovalCard({ approval }: { approval: Approval }) {
    const { live } = useScope();
    const open = approval.decision === undefined && approval.lapsed === undefined;
    return (
        <section
            className={open ? 'approval approval-open' : 'approval'}
            aria-label={`Approval of ${approval.tool}`}
            data-approval={approval.id}
        >
            <header>
                <Icon name="hand" />
                <strong>{open ? 'Approval needed' : outcome(approval)}</strong>
                <code>{approval.tool}</code>
                {open && approval.expiresAt !== undefined && <Countdown until={approval.expiresAt} />}
            </header>
            <Arguments approval={approval} />
            {approval.note !== undefined && approval.note !== '' && (
                <p className="quiet">“{approval.note}”</p>
            )}
            {open && live && <Decide approval={approval} />}
        </section>
    );
});

function outcome(approval: Approval): string {
    if (approval.decision === undefined) {
        return 'Not decided before the turn ended';
    }
    if (approval.by === 'expiry') {
        return 'Denied: no decision in time';
    }
    if (approval.by === 'turn_end') {
        return 'Denied: the turn ended';
    }
    return `${approval.decision === 'approve' ? 'Approved' : 'Denied'}${approval.by === undefined ? '' : ` by ${approval.by}`}`;
}

function Arguments({ approval }: { approval: Approval }) {
    const entries = Object.entries(approval.arguments);
    if (entries.length === 0) {
        return null;
    }
    return (
        <dl className="facts">
            {entries.map(([name, value]) => (
                <div key={name}>
                    <dt>{name}</dt>
                    <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
                </div>
            ))}
        </dl>
    );
}

function Countdown({ until }: { until: number }) {
    const now = useNow(true);
    const left = until - now;
    return (
        <span className={left < 60_000 ? 'countdown bad' : 'countdown'} title={full(until)}>
            <Icon name="clock" /> {left > 0 ? running(left) : 'expiring'}
        </span>
    );
}

function Decide({ approval }: { approval: Approval }) {
    const { sessionId } = useScope();
    const [note, setNote] = useState('');
    const [sent, setSent] = useState(false);
    const [problem, setProblem] = useState('');
    const send = async (decision: 'approve' | 'deny') => {
        setSent(true);
        setProblem('');
        try {
            // The decision arrives as an event over the stream, here and in every other open page.
            await decide(sessionId, approval.id, decision, note.trim());
        } catch (failure) {
            setSent(false);
            setProblem(
                failure instanceof ApiError && failure.status === 409
                    ? 'This was already decided.'
                    : failure instanceof Error
                      ? failure.message
                      : String(failure),
            );
        }
    };
    return (
        <div className="approval-decide">
            <input
                type="text"
                aria-label="Note on the decision"
                placeholder="Note (optional)"
                maxLength={500}
                value={note}
                onChange={(event) => setNote(event.target.value)}
            />
            <button
                type="button"
                className="button button-ok"
                disabled={sent}
                onClick={() => void send('approve')}
            >
                <Icon name="check" /> Approve
            </button>
            <button
                type="button"
                className="button button-bad"
                disabled={sent}
                onClick={() => void send('deny')}
            >
                <Icon name="cross" /> Deny
            </button>
            {problem !== '' && (
                <p className="bad small" role="alert">
                    {problem}
                </p>
            )}
        </div>
    );
}
