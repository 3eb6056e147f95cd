import { memo } from 'react';
import { Link } from 'react-router';
import { deleteWithUndo } from '../../app/deletions';
import type { SessionSummary } from '../../protocol';
import { Icon } from '../../ui/Icon';
import { StatusPill } from '../../ui/StatusPill';
import { title, verdictLabel, verdictTone } from '../../ui/text';
import { age, full, plural } from '../../ui/time';

export const SessionRow = memo(
    function SessionRow({ session, now }: { session: SessionSummary; now: number }) {
        const name = title(session.alert_text);
        return (
            <article className="row">
                <div className="row-status">
                    <StatusPill status={session.status} awaiting={session.awaiting_approval === true} />
                </div>
                <div className="row-main">
                    <Link className="row-link" to={`/sessions/${session.id}`}>
                        {name}
                    </Link>
                    <div className="row-facts">
                        <Conclusion session={session} />
                        <span>{session.environment}</span>
                        {session.orchestrator !== undefined && session.orchestrator !== 'builtin' && (
                            <span>{session.orchestrator}</span>
                        )}
                        <span>{plural(session.step_count, 'step')}</span>
                        {session.turn_count > 0 && <span>{plural(session.turn_count, 'follow-up')}</span>}
                        {session.saved && (
                            <span className="with-icon">
                                <Icon name="pin" /> Pinned
                            </span>
                        )}
                    </div>
                </div>
                <time
                    className="row-age quiet"
                    dateTime={session.created_at}
                    title={full(session.created_at)}
                >
                    {age(session.created_at, now)}
                </time>
                <button
                    type="button"
                    className="button button-quiet button-icon row-delete"
                    aria-label={`Delete ${name}`}
                    title="Delete"
                    onClick={() => deleteWithUndo(session.id, name.slice(0, 60))}
                >
                    <Icon name="trash" />
                </button>
            </article>
        );
    },
    // The clock moves each second, what it says about a row seldom does.
    (before, after) =>
        before.session === after.session &&
        age(before.session.created_at, before.now) === age(after.session.created_at, after.now),
);

function Conclusion({ session }: { session: SessionSummary }) {
    if (!session.verdict) {
        return null;
    }
    return (
        <span className={`conclusion tone-${verdictTone(session.verdict)}`}>
            {verdictLabel(session.verdict)}
            {session.root_cause ? <b>{session.root_cause}</b> : null}
        </span>
    );
}
