import { useState } from 'react';
import { showFailure } from '../../app/toasts';
import type { SessionView } from '../../session/view';
import { wholeOf } from '../../session/whole';
import { copyText, download } from '../../ui/copy';
import { Icon } from '../../ui/Icon';

/** Ways to pass a session on. What writes the report comes when it is asked for. */
export function HandOver({ view }: { view: SessionView }) {
    const [busy, setBusy] = useState(false);
    const run = async (work: () => Promise<void>) => {
        setBusy(true);
        try {
            await work();
        } catch (failure) {
            showFailure(failure);
        } finally {
            setBusy(false);
        }
    };
    return (
        <>
            <button
                type="button"
                className="button button-quiet button-icon"
                aria-label="Copy as Markdown"
                title="Copy as Markdown"
                onClick={() =>
                    void run(async () => {
                        const { markdown } = await import('../../handover/handover');
                        await copyText(await markdown(await wholeOf(view)), 'Markdown');
                    })
                }
            >
                <Icon name="copy" />
            </button>
            <button
                type="button"
                className="button button-quiet button-icon"
                aria-label="Download a report"
                title="Download a report (HTML)"
                disabled={busy}
                onClick={() =>
                    void run(async () => {
                        const { report } = await import('../../handover/handover');
                        const whole = await wholeOf(view);
                        download(`${view.id}.html`, await report(whole), 'text/html');
                    })
                }
            >
                <Icon name="download" />
            </button>
            <button
                type="button"
                className="button button-quiet button-icon wide-only"
                aria-label="Print"
                title="Print"
                onClick={() => window.print()}
            >
                <Icon name="print" />
            </button>
        </>
    );
}
