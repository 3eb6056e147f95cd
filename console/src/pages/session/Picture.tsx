/** One result of a tool call, drawn by what it is. Its own chunk: nothing of it is needed before a card is opened. */
import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { readResultCsv, readEnvironment } from '../../api/endpoints';
import { showFailure } from '../../app/toasts';
import VisualizationView from '../../look/views/VisualizationView';
import type { Visualization } from '../../protocol';
import type { ToolCall } from '../../session/view';
import { download } from '../../ui/copy';
import { useScope } from './cards';

export default function Picture({ visualization, call }: { visualization: Visualization; call: ToolCall }) {
    const { environment, sessionId, openMap } = useScope();
    const config = useQuery({
        queryKey: ['environment', environment],
        queryFn: ({ signal }) => readEnvironment(environment, signal),
        enabled: environment !== '',
    });
    const entities = useMemo(() => namedEntities(visualization), [visualization]);
    return (
        <VisualizationView
            visualization={visualization}
            query={call.query}
            styles={config.data?.graphStyles}
            entities={entities}
            onEntity={openMap}
            onCsv={() => {
                readResultCsv(sessionId, call.id).then((csv) => download(`${call.id}.csv`, csv), showFailure);
            }}
        />
    );
}

/** Columns that hold entities by the agents' habit of naming them. */
const ENTITY_COLUMNS = new Set(['entity', 'source', 'target']);

function namedEntities(visualization: Visualization): ReadonlySet<string> {
    const found = new Set<string>();
    if (visualization.type === 'documents') {
        return found;
    }
    const rows = visualization.type === 'graph' ? visualization.data.data : visualization.data.rows;
    visualization.data.columns.forEach((column, i) => {
        if (ENTITY_COLUMNS.has(column.name)) {
            for (const row of rows) {
                const cell = row[i];
                if (typeof cell === 'string') {
                    found.add(cell);
                }
            }
        }
    });
    return found;
}
