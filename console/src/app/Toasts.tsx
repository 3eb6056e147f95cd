import { useSyncExternalStore } from 'react';
import { Icon } from '../ui/Icon';
import { currentToasts, hideToast, onToasts } from './toasts';

export function Toasts() {
    const toasts = useSyncExternalStore(onToasts, currentToasts);
    return (
        <div className="toasts" role="status" aria-live="polite">
            {toasts.map((toast) => (
                <div key={toast.id} className={`toast toast-${toast.tone}`}>
                    <span>{toast.text}</span>
                    {toast.action && (
                        <button
                            type="button"
                            className="button button-small"
                            onClick={() => {
                                toast.action?.run();
                                hideToast(toast.id);
                            }}
                        >
                            {toast.action.label}
                        </button>
                    )}
                    <button
                        type="button"
                        className="button button-quiet button-icon button-small"
                        aria-label="Dismiss"
                        onClick={() => hideToast(toast.id)}
                    >
                        <Icon name="cross" />
                    </button>
                </div>
            ))}
        </div>
    );
}
