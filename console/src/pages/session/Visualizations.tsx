import { lazy, Suspense, useState } from 'react';
import { readResult } from '../../api/endpoints';
import { showFailure } from '../../app/toasts';
import type { Visualization } from '../../protocol';
import { visualizations as read } from '../../session/read';
import type { ToolCall } from '../../session/view';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { Loading } from '../../ui/Loading';
import { count } from '../../ui/time';
import { useScope } from './cards';

const Picture = lazy(() => import('./Picture'));

/** What a tool call brought, as tables, graphs and documents; all rows when the reader asks for them. */
export function Visualizations({ call }: { call: ToolCall }) {
    const { sessionId } = useScope();
    const [whole, setWhole] = useState<Visualization[] | null>(null);
    const shown = whole ?? call.visualizations;
    const all = whole ? undefined : truncated(call.visualizations);
    return (
        <>
            {shown.map((one, i) => (
                <figure key={i} className="visual">
                    <ErrorBoundary what="this result" retryOn={one}>
                        <Suspense fallback={<Loading />}>
                            <Picture visualization={one} call={call} />
                        </Suspense>
                    </ErrorBoundary>
                </figure>
            ))}
            {all !== undefined && (
                <p className="small quiet">
                    Only some of the rows are shown.{' '}
                    <button
                        type="button"
                        className="link"
                        onClick={() => {
                            readResult(sessionId, call.id).then(
                                (result) => setWhole(read(result.visualizations)),
                                showFailure,
                            );
                        }}
                    >
                        Show all {count(all)} rows
                    </button>
                </p>
            )}
        </>
    );
}

function truncated(all: readonly Visualization[]): number | undefined {
    for (const one of all) {
        if (one.type !== 'documents' && one.data.truncated !== undefined) {
            return one.data.truncated;
        }
    }
    return undefined;
}
