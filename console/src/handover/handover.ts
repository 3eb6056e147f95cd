/** A session as a document to pass on, with its pictures; loaded when somebody asks for one. */
import { readResult, scenarioConfig, topology } from '../api/endpoints';
import { toHtmlReport } from '../look/handover/html';
import { toMarkdown } from '../look/handover/markdown';
import { picturesOf, type Picture } from '../look/handover/pictures';
import type { Visualization } from '../protocol';
import { visualizations } from '../session/read';
import { allCalls, type SessionView } from '../session/view';

function link(view: SessionView, origin: string): string {
    return `${origin}/sessions/${view.id}`;
}

export function markdown(view: SessionView, origin: string): string {
    return toMarkdown(view, link(view, origin));
}

export async function report(view: SessionView, origin: string): Promise<string> {
    return toHtmlReport(view, await pictures(view), link(view, origin));
}

/** None where the data cannot be had: the text of a report is worth more than its pictures. */
async function pictures(view: SessionView): Promise<Picture[]> {
    try {
        const [graph, config, whole] = await Promise.all([
            topology(view.scenario),
            scenarioConfig(view.scenario),
            wholeResults(view),
        ]);
        return picturesOf(view, graph, config.graphStyles, whole);
    } catch {
        return [];
    }
}

/** The uncut tables of calls whose rows were cut on their way into the log. */
async function wholeResults(view: SessionView): Promise<Map<string, readonly Visualization[]>> {
    const cut = allCalls(view).filter((call) =>
        call.visualizations.some((one) => one.type === 'table' && one.data.truncated),
    );
    return new Map(
        await Promise.all(
            cut.map(
                async (call) =>
                    [call.id, visualizations((await readResult(view.id, call.id)).visualizations)] as const,
            ),
        ),
    );
}
