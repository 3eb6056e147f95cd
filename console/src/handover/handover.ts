/** A session as a document to pass on, with its pictures; loaded on demand. */
import { address } from '../api/root';
import { readResult, readEnvironment, telemetry, topology } from '../api/endpoints';
import { linesOf, type Series } from '../look/charts/telemetry';
import type { Findings } from '../look/findings';
import { toHtmlReport } from '../look/handover/html';
import { toMarkdown } from '../look/handover/markdown';
import { picturesOf, type Picture } from '../look/handover/pictures';
import { namesOf, type Names } from '../look/names';
import { byImpact } from '../look/topology/story';
import { findingsOf } from '../pages/session/useFindings';
import type { Visualization } from '../protocol';
import { visualizations } from '../session/read';
import { allCalls, type SessionView } from '../session/view';

function link(view: SessionView): string {
    return address(`/sessions/${view.id}`);
}

export async function markdown(view: SessionView): Promise<string> {
    return toMarkdown(view, findingsOf(view), await names(view), link(view));
}

export async function report(view: SessionView): Promise<string> {
    const findings = findingsOf(view);
    return toHtmlReport(view, findings, await names(view), await pictures(view, findings), link(view));
}

/** None where the topology cannot be read: ids are then all that is known. */
async function names(view: SessionView): Promise<Names> {
    try {
        return namesOf(await topology(view.environment));
    } catch {
        return new Map();
    }
}

/** None where the data cannot be read: the text of a report is worth more than its pictures. */
async function pictures(view: SessionView, findings: Findings | null): Promise<Picture[]> {
    try {
        const [graph, config, whole, lines] = await Promise.all([
            topology(view.environment),
            readEnvironment(view.environment),
            wholeResults(view),
            curves(view, findings),
        ]);
        return picturesOf(view, graph, config.graphStyles, whole, findings, lines);
    } catch {
        return [];
    }
}

/** Entities whose curves a report shows: the root causes and the worst that they caused. */
const CHARTED = 4;

async function curves(view: SessionView, findings: Findings | null): Promise<Series[]> {
    if (findings === null) {
        return [];
    }
    const entities = [
        ...findings.causes.filter((one) => one.kind !== 'alternative'),
        ...[...findings.affected].sort(byImpact),
    ].map((one) => one.entity);
    const answers = await Promise.all(
        [...new Set(entities)]
            .slice(0, CHARTED)
            .map((entity) => telemetry(view.environment, entity, findings.time).catch(() => null)),
    );
    return answers.flatMap((answer) => (answer === null ? [] : linesOf(answer, '')));
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
