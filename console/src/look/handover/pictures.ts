import type { Visualization } from '../../protocol';
import { type SessionView, allCalls } from '../../session/view';
import { alarmsOf } from '../alarms/alarms';
import { alarmsSvg } from '../alarms/picture';
import { chartSvg } from '../charts/picture';
import { around, bandOf, type Series, telemetryOf } from '../charts/telemetry';
import type { Findings } from '../findings';
import { count } from '../format';
import { isAbnormal } from '../severity';
import { drawing } from '../topology/drawing';
import { focus } from '../topology/focus';
import { layered } from '../topology/layout';
import type { GraphStyles, Topology } from '../topology/model';
import { graphSvg } from '../topology/picture';
import { derive } from '../topology/story';

/** A picture of a report: a self-contained SVG. */
export interface Picture {
    title: string;
    alt: string;
    svg: string;
    wide: boolean;
}

/** Charts of a report; more make it too long to print. */
const CHARTS = 8;

/** What a session looks like: the graph of the finding, the alarms, and the metrics of the suspects. */
export function picturesOf(
    view: SessionView,
    topology: Topology,
    styles: GraphStyles,
    results: ReadonlyMap<string, readonly Visualization[]> = new Map(),
    findings: Findings | null = null,
    lines: readonly Series[] = [],
): Picture[] {
    const story = derive(topology, findings);
    const moment = story.rootCauses[0]?.since ?? null;
    const made: Picture[] = [];
    if (story.highlights.size > 0) {
        const drawn = drawing(topology, styles, story, new Set(focus(topology, story).nodes));
        const causes = story.rootCauses.map((one) => one.entity).join(', ') || 'no root cause';
        made.push({
            title: `Root cause, failure path and blast radius: ${causes}`,
            alt: `Graph: ${causes}; ${count(story.affected.size, 'entity', 'entities')} affected`,
            svg: graphSvg(drawn, layered(drawn), 'Topology of the finding'),
            wide: true,
        });
    }
    const calls = allCalls(view);
    const alarms = alarmsOf(calls, view.alertText, results);
    if (alarms.length > 1) {
        made.push({
            title: 'Alarms over time',
            alt: 'Number of alarms over time',
            svg: alarmsSvg(alarms, moment),
            wide: true,
        });
    }
    const rank = new Map([...story.highlights.keys()].map((entity, index) => [entity, index]));
    const known = telemetryOf(calls, results, new Set(topology.nodes.map((node) => node.id)));
    const cited = new Map(known.deviations.map((one) => [JSON.stringify([one.entity, one.metric]), one]));
    const deviation = (one: Series) => cited.get(JSON.stringify([one.entity, one.metric]));
    const series = new Map(
        [...known.series, ...lines.filter((one) => isAbnormal(deviation(one)))].map((one) => [
            JSON.stringify([one.entity, one.metric]),
            one,
        ]),
    );
    const ordered = [...series.values()].sort(
        (one, other) => (rank.get(one.entity) ?? 1e6) - (rank.get(other.entity) ?? 1e6),
    );
    for (const one of ordered.slice(0, CHARTS)) {
        const window = around(one.times, moment);
        if (window === null) continue;
        made.push({
            title: `${one.metric} of ${one.entity}`,
            alt: `${one.metric} of ${one.entity} over time`,
            svg: chartSvg({
                series: one,
                band: bandOf(one, moment),
                moment,
                alert: findings?.time ?? null,
                window,
            }),
            wide: false,
        });
    }
    return made.filter((picture) => picture.svg !== '');
}
