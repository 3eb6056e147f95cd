/** The views that look at the data of a session; the libraries that draw come with the view that needs them. */
import { useQueries } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { readResult, sendMessage } from '../../api/endpoints';
import { showFailure } from '../../app/toasts';
import { alarmsOf, type Alarm } from '../../look/alarms/alarms';
import { telemetryOf } from '../../look/charts/telemetry';
import { readFindings } from '../../look/findings';
import { derive, impactWord } from '../../look/topology/story';
import type { JsonObject, Topology, Visualization } from '../../protocol';
import { visualizations } from '../../session/read';
import { allCalls, type SessionView, type ToolCall } from '../../session/view';
import { Loading, Problem } from '../../ui/Loading';
import { useScope } from './cards';
// Links to evidence look the same in all of them.
import '../../look/topology/topology.css';
import type { Tab } from './tabs';
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
    const { topology, styles, failure, retry } = useTopology(view.scenario);
    if (failure) {
        return <Problem failure={failure} onRetry={retry} />;
    }
    if (!topology || !styles) {
        return <Loading what="Reading the topology" />;
    }
    const findings = readFindings(view.turns.findLast((turn) => turn.diagnosis)?.diagnosis?.raw);
    return (
        <Suspense fallback={<Loading what="Drawing" />}>
            {tab === 'map' && (
                <MapOf view={view} topology={topology} styles={styles} findings={findings} entity={entity} />
            )}
            {tab === 'telemetry' && <Telemetry view={view} topology={topology} findings={findings} />}
            {tab === 'alarms' && <Alarms view={view} findings={findings} />}
        </Suspense>
    );
}

type Findings = ReturnType<typeof readFindings>;

function useLinks(view: SessionView) {
    const { openEvidence, openMap } = useScope();
    const navigate = useNavigate();
    return {
        openMap,
        onEvidence: (id: string) => {
            const call = view.evidence.get(id);
            if (call !== undefined) {
                openEvidence(call);
            }
        },
        /** Only a session at rest takes a question. */
        onAsk:
            view.status === 'in_progress'
                ? undefined
                : (entity: string) => {
                      sendMessage(view.id, `Show the trend of ${entity}.`).then(
                          () => void navigate(`/sessions/${view.id}`),
                          showFailure,
                      );
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
    const { openMap, onEvidence, onAsk } = useLinks(view);
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
            {...(onAsk ? { onAsk } : {})}
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

function Telemetry({
    view,
    topology,
    findings,
}: {
    view: SessionView;
    topology: Topology;
    findings: Findings;
}) {
    const { openMap, onEvidence, onAsk } = useLinks(view);
    const { calls, whole } = useWhole(view);
    const drawn = useMemo(() => {
        const story = derive(topology, findings);
        const entities = new Set(topology.nodes.map((node) => node.id));
        return {
            suspects: [
                ...story.rootCauses.map((one) => ({ entity: one.entity, role: 'Root cause' })),
                ...[...story.affected.values()].map((one) => ({
                    entity: one.entity,
                    role: impactWord(one.impact),
                })),
            ],
            alarms: marks(alarmsOf(calls, view.alertText, whole)),
            ...telemetryOf(calls, whole, entities),
        };
    }, [calls, whole, topology, findings, view.alertText]);
    const names = new Map(
        [...view.evidence].filter(([id, call]) => id !== call).map(([id, call]) => [call, id]),
    );
    return (
        <SuspectCharts
            suspects={drawn.suspects}
            series={drawn.series}
            deviations={drawn.deviations}
            moment={findings?.causes[0]?.since ?? null}
            alert={findings?.time ?? null}
            alarms={drawn.alarms}
            onAsk={onAsk}
            onEntity={openMap}
            evidenceOf={(call) => names.get(call)}
            onEvidence={onEvidence}
        />
    );
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

function Alarms({ view, findings }: { view: SessionView; findings: Findings }) {
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
            moment={findings?.causes[0]?.since ?? null}
            alert={findings?.time ?? null}
            onEntity={openMap}
        />
    );
}
