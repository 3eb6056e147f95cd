/** The views that look at the data of a session; the libraries that draw come with the view that needs them. */
import { useQueries } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { readResult, sendMessage } from '../../api/endpoints';
import { showFailure } from '../../app/toasts';
import { telemetryOf } from '../../look/charts/telemetry';
import { readFindings } from '../../look/findings';
import { derive, impactWord } from '../../look/topology/story';
import { isObject, type Topology } from '../../protocol';
import { visualizations } from '../../session/read';
import { allCalls, type SessionView } from '../../session/view';
import { Loading, Problem } from '../../ui/Loading';
import { useScope } from './cards';
import type { Tab } from './tabs';
import { useTopology } from './useTopology';

const TopologyGraph = lazy(() => import('../../look/topology/TopologyGraph'));
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
    const calls = useMemo(() => allCalls(view).filter((call) => call.state === 'done'), [view]);
    // Rows were cut on their way into the log; the whole is beside it.
    const cut = calls.filter((call) =>
        call.visualizations.some((one) => one.type === 'table' && one.data.truncated),
    );
    const results = useQueries({
        queries: cut.map((call) => ({
            queryKey: ['result', view.id, call.id],
            queryFn: () => readResult(view.id, call.id),
            staleTime: Infinity,
            retry: false,
        })),
        combine: (all) => all.map((one) => one.data),
    });
    const drawn = useMemo(() => {
        const whole = new Map(
            cut.flatMap((call, i) => {
                const result = results[i];
                return isObject(result) ? [[call.id, visualizations(result.visualizations)] as const] : [];
            }),
        );
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
            ...telemetryOf(calls, whole, entities),
        };
        // eslint-disable-next-line react-hooks/exhaustive-deps -- `cut` follows from `calls`
    }, [calls, results, topology, findings]);
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
            alarms={NO_ALARMS}
            onAsk={onAsk}
            onEntity={openMap}
            evidenceOf={(call) => names.get(call)}
            onEvidence={onEvidence}
        />
    );
}

const NO_ALARMS = new Map<string, never[]>();
