/** A sign of loading: visible after a moment, read out at once by screen readers. */
export function Loading({ what = 'Loading' }: { what?: string }) {
    return (
        <div className="loading" role="status">
            <span className="spinner" aria-hidden="true" />
            <span>{what}…</span>
        </div>
    );
}

export function Problem({ failure, onRetry }: { failure: unknown; onRetry?: () => void }) {
    return (
        <div className="notice notice-bad" role="alert">
            <span>{failure instanceof Error ? failure.message : String(failure)}</span>
            {onRetry && (
                <button type="button" className="button button-small" onClick={onRetry}>
                    Try again
                </button>
            )}
        </div>
    );
}
