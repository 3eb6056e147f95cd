import { type ReactNode, Suspense, lazy, useMemo, useState } from 'react';
import type { Cell, Column } from '../../protocol';
import { isObject } from '../../protocol';
import { visualization as read } from '../../session/read';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import '../look.css';
import type { GraphStyles } from '../topology/model';
import DataTable from './DataTable';
import DocumentsView from './DocumentsView';
import './views.css';

const MiniGraph = lazy(() => import('./MiniGraph'));

export interface VisualizationViewProps {
    /** From the payload, unchecked. */
    visualization: unknown;
    /** The query of the call, for marks in documents and as a caption. */
    query: string;
    styles?: GraphStyles | undefined;
    csvHref?: string | undefined;
    onCsv?: (() => void) | undefined;
    entities?: ReadonlySet<string> | undefined;
    onEntity?: ((entity: string) => void) | undefined;
}

/** Characters shown of an unknown payload. */
const RAW_LIMIT = 20_000;

/** One result of a tool call, drawn by its type. Unknown and broken ones are shown as JSON; it never throws. */
export default function VisualizationView(props: VisualizationViewProps): ReactNode {
    const { visualization, query } = props;
    const known = useMemo(() => (isObject(visualization) ? read(visualization) : undefined), [visualization]);
    if (known === undefined) return <Raw value={visualization} />;
    return (
        <ErrorBoundary what="this result" retryOn={visualization}>
            {known.type === 'documents' ? (
                <DocumentsView
                    content={known.data.content}
                    hits={known.data.searchHits}
                    query={query}
                    citations={known.data.citations}
                />
            ) : (
                <Rows
                    {...props}
                    graph={known.type === 'graph'}
                    columns={known.data.columns}
                    rows={known.type === 'graph' ? known.data.data : known.data.rows}
                    asked={known.data.query}
                    truncated={known.data.truncated}
                />
            )}
        </ErrorBoundary>
    );
}

function Rows({
    graph,
    columns,
    rows,
    asked,
    truncated,
    query,
    styles,
    csvHref,
    onCsv,
    entities,
    onEntity,
}: VisualizationViewProps & {
    graph: boolean;
    columns: Column[];
    rows: Cell[][];
    asked: string;
    truncated: number | undefined;
}): ReactNode {
    const [asTable, setAsTable] = useState(!graph);
    const caption = short(/^\s*(select|with)\b/i.test(asked) || asked === '' ? query : asked);
    return (
        <div className="look look-rows">
            {graph && (
                <div className="look-toolbar" role="group" aria-label="Shown as">
                    {[false, true].map((table) => (
                        <button
                            key={String(table)}
                            type="button"
                            className="look-button"
                            aria-pressed={asTable === table}
                            onClick={() => {
                                setAsTable(table);
                            }}
                        >
                            {table ? 'Table' : 'Graph'}
                        </button>
                    ))}
                </div>
            )}
            {asTable ? (
                <DataTable
                    columns={columns}
                    rows={rows}
                    truncated={truncated}
                    caption={caption}
                    csvHref={csvHref}
                    onCsv={onCsv}
                    entities={entities}
                    onEntity={onEntity}
                />
            ) : (
                <Suspense fallback={<p className="look-note">Drawing</p>}>
                    <MiniGraph columns={columns} rows={rows} styles={styles} caption={caption} />
                </Suspense>
            )}
            {asked !== '' && (
                <details className="look-query">
                    <summary>Query</summary>
                    <pre>{asked}</pre>
                </details>
            )}
        </div>
    );
}

function Raw({ value }: { value: unknown }): ReactNode {
    const text = useMemo(() => asText(value), [value]);
    return (
        <div className="look look-raw">
            <p className="look-note">This result cannot be drawn. This is its JSON:</p>
            <pre>{text.slice(0, RAW_LIMIT)}</pre>
        </div>
    );
}

function asText(value: unknown): string {
    try {
        const made: unknown = JSON.stringify(value, null, 2);
        return typeof made === 'string' ? made : String(value);
    } catch {
        return 'This cannot be written as JSON.';
    }
}

function short(text: string): string {
    return text.length > 140 ? `${text.slice(0, 139)}…` : text;
}
