import type { SessionStatus } from '../protocol';

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

export function StatusPill({ status, cancelling = false }: { status: SessionStatus; cancelling?: boolean }) {
    return (
        <span className={`pill pill-${status}`}>
            <span className="dot" aria-hidden="true" />
            {cancelling ? 'Cancelling' : ((LABELS[status] as string | undefined) ?? status)}
        </span>
    );
}
