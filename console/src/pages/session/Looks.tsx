/** The views that look at the data of a session; the libraries that draw come with the view that needs them. */
import { useQueries } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { readResult, telemetry } from '../../api/endpoints';
import { alarmsOf, type Alarm } from '../../look/alarms/alarms';
import { linesOf, type Series, telemetryOf } from '../../look/charts/telemetry';
import { namesOf } from '../../look/names';
import { byImpact, derive, impactWord } from '../../look/topology/story';
import type { JsonObject, Telemetry as TelemetryAnswer, Topology, Visualization } from '../../protocol';
import { visualizations } from '../../session/read';
import { allCalls, type SessionView, type ToolCall } from '../../session/view';
import { Loading, Problem } from '../../ui/Loading';
import { useScope } from './cards';
// Links to evidence look the same in all of them.
import '../../look/topology/topology.css';
import type { Tab } from './tabs';
import { type Findings, useFindings } from './useFindings';
import { useTopology } from './useTopology';

const TopologyGraph = lazy(() => import('../../look/topology/TopologyGraph'));
const AlarmTimeline = lazy(() => import('../../look/alarms/AlarmTimeline'));
const SuspectCharts = lazy(() => import('../../look/charts/SuspectCharts'));

interface Props {
    tab: Exclude<Tab, 'investigation' | 'raw' | 'timeline'>;
    view: SessionView;
    entity: string | null;
}

export default function Looks({ tab, view, entity }: Props) {
    const { topology, styles, failure, retry } = useTopology(view.environment);
    const findings = useFindings(view);
    if (failure) {
        return <Problem failure={failure} onRetry={retry} />;
    }
    if (!topology || !styles) {
        return <Loading what="Loading the topology" />;
    }
    return (
        <Suspense fallback={<Loading what="Drawing" />}>
            {tab === 'map' && (
                <MapOf view={view} topology={topology} styles={styles} findings={findings} entity={entity} />
            )}
            {tab === 'telemetry' && (
                <Telemetry view={view} topology={topology} findings={findings} entity={entity} />
            )}
            {tab === 'alarms' && <Alarms view={view} topology={topology} findings={findings} />}
        </Suspense>
    );
}

function useLinks(view: SessionView) {
    const { openEvidence, openMap, openChart } = useScope();
    return {
        openMap,
        openChart,
        onEvidence: (id: string) => {
            const call = view.evidence.get(id);
            if (call !== undefined) {
                openEvidence(call);
            }
        },
    };
}

interface MapProps {
    view: SessionView;
    topology: Topology;
    styles: NonNullable<ReturnType<typeof useTopology>['styles']>;
    findings: Findings;
    entity: string | null;
}

function MapOf({ view, topology, styles, findings, entity }: MapProps) {
    const { openMap, openChart, onEvidence } = useLinks(view);
    const mentioned = useMemo(() => mentionedIn(view.alertText, topology), [view.alertText, topology]);
    return (
        <TopologyGraph
            topology={topology}
            styles={styles}
            findings={findings}
            mentioned={mentioned}
            selected={entity}
            onSelect={(next) => openMap(next ?? undefined)}
            onEvidence={onEvidence}
            onChart={openChart}
        />
    );
}

/** Entities whose ids stand in a text. */
function mentionedIn(text: string, topology: Topology): string[] {
    const words = new Set(text.split(/[^A-Za-z0-9_-]+/));
    return topology.nodes.map((node) => node.id).filter((id) => words.has(id));
}

type Whole = ReadonlyMap<string, readonly Visualization[]>;

/** Finished calls, and the uncut tables of those whose rows were cut on their way into the log. */
function useWhole(view: SessionView): { calls: ToolCall[]; whole: Whole } {
    const calls = useMemo(() => allCalls(view).filter((call) => call.state === 'done'), [view]);
    const cut = calls.filter((call) =>
        call.visualizations.some((one) => one.type === 'table' && one.data.truncated),
    );
    const results = useQueries({
        queries: cut.map((call) => ({
            queryKey: ['result', view.id, call.id],
            queryFn: async () => ({ id: call.id, result: await readResult(view.id, call.id) }),
            staleTime: Infinity,
            retry: false,
        })),
        combine: byCall,
    });
    return { calls, whole: results };
}

/** Outside of the component, so that the same results are the same map. */
function byCall(all: { data: { id: string; result: JsonObject } | undefined }[]): Whole {
    return new Map(
        all.flatMap(({ data }) =>
            data ? [[data.id, visualizations(data.result.visualizations)] as const] : [],
        ),
    );
}

/** Entities whose charts are loaded at once; a page of them. */
const CHARTED = 8;

function Telemetry({
    view,
    topology,
    findings,
    entity,
}: {
    view: SessionView;
    topology: Topology;
    findings: Findings;
    entity: string | null;
}) {
    const { openMap, onEvidence } = useLinks(view);
    const { calls, whole } = useWhole(view);
    const [more, setMore] = useState<ReadonlySet<string>>(new Set());
    const drawn = useMemo(() => {
        const story = derive(topology, findings);
        const entities = new Set(topology.nodes.map((node) => node.id));
        const suspects = [
            ...story.rootCauses.map((one) => ({ entity: one.entity, role: 'Root cause' })),
            ...[...story.affected.values()]
                .sort(byImpact)
                .map((one) => ({ entity: one.entity, role: impactWord(one.impact) })),
        ];
        return {
            // The entity that the address names comes first.
            suspects: [
                ...(entity === null || !entities.has(entity)
                    ? []
                    : [suspects.find((one) => one.entity === entity) ?? { entity, role: '' }]),
                ...suspects.filter((one) => one.entity !== entity),
            ],
            entities,
            alarms: marks(alarmsOf(calls, view.alertText, whole)),
            ...telemetryOf(calls, whole, entities),
        };
    }, [calls, whole, topology, findings, view.alertText, entity]);
    const cited = new Map(drawn.deviations.map((one) => [one.entity, one.call]));
    const named = entity !== null && drawn.entities.has(entity) ? [entity] : [];
    // What the evidence cites first, in the order of the page; then what the reader asked for.
    const first = drawn.suspects.map((one) => one.entity).filter((one) => cited.has(one));
    const others = [...cited.keys()].filter((one) => drawn.entities.has(one) && !first.includes(one));
    const charted = [...new Set([...named, ...[...first, ...others].slice(0, CHARTED), ...more])];
    const { lines, loading } = useLines(view.environment, charted, findings?.time ?? null, cited);
    const names = useMemo(() => namesOf(topology), [topology]);
    const evidence = new Map(
        [...view.evidence].filter(([id, call]) => id !== call).map(([id, call]) => [call, id]),
    );
    const loaded = new Set(lines.map((one) => JSON.stringify([one.entity, one.metric])));
    return (
        <SuspectCharts
            suspects={drawn.suspects}
            series={[
                ...drawn.series.filter((one) => !loaded.has(JSON.stringify([one.entity, one.metric]))),
                ...lines,
            ]}
            deviations={drawn.deviations}
            moment={findings?.causes[0]?.since ?? null}
            alert={findings?.time ?? null}
            alarms={drawn.alarms}
            onChart={(one) => setMore(new Set([...more, one]))}
            loading={loading}
            names={names}
            onEntity={openMap}
            evidenceOf={(call) => evidence.get(call)}
            onEvidence={onEvidence}
        />
    );
}

/** The curves of entities up to the time of the alert, read from the server; `cited` is the call that names each. */
function useLines(
    environment: string,
    entities: readonly string[],
    until: number | null,
    cited: ReadonlyMap<string, string>,
): { lines: Series[]; loading: ReadonlySet<string> } {
    const answers = useQueries({
        queries: entities.map((entity) => ({
            queryKey: ['telemetry', environment, entity, until],
            queryFn: () => telemetry(environment, entity, until),
            staleTime: Infinity,
            retry: false,
        })),
        combine: answersOf,
    });
    const calls = JSON.stringify([...cited]);
    const lines = useMemo(() => {
        const of = new Map(JSON.parse(calls) as [string, string][]);
        return answers.flatMap((answer) => linesOf(answer, of.get(answer.entity) ?? ''));
    }, [answers, calls]);
    const arrived = new Set(answers.map((answer) => answer.entity));
    return { lines, loading: new Set(entities.filter((entity) => !arrived.has(entity))) };
}

/** Outside of the component, so that the same answers are the same list. */
function answersOf(all: { data: TelemetryAnswer | undefined }[]): TelemetryAnswer[] {
    return all.flatMap(({ data }) => (data ? [data] : []));
}

function marks(alarms: readonly Alarm[]): Map<string, { at: number; label: string }[]> {
    const all = new Map<string, { at: number; label: string }[]>();
    for (const alarm of alarms) {
        const own = all.get(alarm.entity) ?? [];
        own.push(...alarm.times.map((at) => ({ at, label: alarm.type })));
        all.set(alarm.entity, own);
    }
    return all;
}

function Alarms({ view, topology, findings }: { view: SessionView; topology: Topology; findings: Findings }) {
    const names = useMemo(() => namesOf(topology), [topology]);
    const { openMap } = useLinks(view);
    const { calls, whole } = useWhole(view);
    const alarms = useMemo(() => alarmsOf(calls, view.alertText, whole), [calls, view.alertText, whole]);
    const causes = useMemo(
        () =>
            new Set(
                (findings?.causes ?? []).filter((one) => one.kind !== 'alternative').map((one) => one.entity),
            ),
        [findings],
    );
    return (
        <AlarmTimeline
            alarms={alarms}
            causes={causes}
            names={names}
            moment={findings?.causes[0]?.since ?? null}
            alert={findings?.time ?? null}
            onEntity={openMap}
        />
    );
}
