import type { SessionStatus } from '../protocol';
import { Icon } from './Icon';

const LABELS: Record<SessionStatus, string> = {
    pending: 'Pending',
    in_progress: 'Running',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
};

export function statusLabel(status: SessionStatus): string {
    return LABELS[status];
}

interface Props {
    status: SessionStatus;
    cancelling?: boolean;
    /** An action of the session waits for a decision. */
    awaiting?: boolean;
}

export function StatusPill({ status, cancelling = false, awaiting = false }: Props) {
    if (awaiting && !cancelling) {
        return (
            <span className="pill pill-warn">
                <Icon name="hand" /> Needs approval
            </span>
        );
    }
    return (
        <span className={`pill pill-${status}`}>
            <span className="dot" aria-hidden="true" />
            {cancelling ? 'Cancelling' : ((LABELS[status] as string | undefined) ?? status)}
        </span>
    );
}
