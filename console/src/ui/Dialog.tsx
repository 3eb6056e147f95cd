import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Icon } from './Icon';

interface Props {
    title: string;
    onClose: () => void;
    children: ReactNode;
    wide?: boolean;
}

/** A modal dialog; the browser's own, which traps the focus and closes on Escape. */
export function Dialog({ title, onClose, children, wide = false }: Props) {
    const element = useRef<HTMLDialogElement>(null);
    const label = useId();
    // A layout effect: no key reaches the page between the click that opens the dialog and the dialog.
    useLayoutEffect(() => {
        const dialog = element.current;
        dialog?.showModal();
        return () => dialog?.close();
    }, []);
    return (
        <dialog
            ref={element}
            className={wide ? 'dialog dialog-wide' : 'dialog'}
            aria-labelledby={label}
            onCancel={(event) => {
                event.preventDefault();
                onClose();
            }}
        >
            <header className="dialog-head">
                <h2 id={label}>{title}</h2>
                <button
                    type="button"
                    className="button button-quiet button-icon"
                    onClick={onClose}
                    aria-label="Close"
                >
                    <Icon name="cross" />
                </button>
            </header>
            <div className="dialog-body">{children}</div>
        </dialog>
    );
}
