/** One result of a tool call, drawn by what it is. Its own chunk: nothing of it is needed before a card is opened. */
import type { Visualization } from '../../protocol';
import type { ToolCall } from '../../session/view';

export default function Picture({ visualization }: { visualization: Visualization; call: ToolCall }) {
    if (visualization.type === 'documents') {
        return (
            <ul className="documents">
                {visualization.data.searchHits.map((hit) => (
                    <li key={hit.chunk_id}>
                        <strong>{hit.title}</strong>
                        <pre className="plain">{hit.content}</pre>
                    </li>
                ))}
            </ul>
        );
    }
    const rows = visualization.type === 'graph' ? visualization.data.data : visualization.data.rows;
    return (
        <div className="table-scroll" role="region" aria-label="Result">
            <table>
                <thead>
                    <tr>
                        {visualization.data.columns.map((column) => (
                            <th key={column.name}>{column.name}</th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.slice(0, 50).map((row, i) => (
                        <tr key={i}>
                            {row.map((cell, j) => (
                                <td key={j}>{typeof cell === 'string' ? cell : JSON.stringify(cell)}</td>
                            ))}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
