import { StrictMode, type ReactNode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { readFindings } from '../findings';
import TopologyGraph from '../topology/TopologyGraph';
import { NO_STYLES } from '../topology/model';
import VisualizationView from '../views/VisualizationView';
import { allCalls } from '../../session/view';
import { visualizations } from '../../session/read';
import AlarmTimeline from '../alarms/AlarmTimeline';
import { alarmsOf } from '../alarms/alarms';
import SuspectCharts from '../charts/SuspectCharts';
import { telemetryOf } from '../charts/telemetry';
import { derive, impactWord } from '../topology/story';
import './page.css';
import { type Loaded, load, made, sessions } from './data';

const query = new URLSearchParams(location.search);
const theme = query.get('theme');
if (theme !== null) document.documentElement.dataset.theme = theme;

function Page(): ReactNode {
    const [loaded, setLoaded] = useState<Loaded | null>(null);
    const [all, setAll] = useState<Awaited<ReturnType<typeof sessions>>>([]);
    const id = query.get('session');
    useEffect(() => {
        if (id !== null) void load(id).then(setLoaded);
        else void sessions().then(setAll);
    }, [id]);
    const view = query.get('view') ?? 'graph';
    if (view === 'big') return <Big />;
    if (id === null) {
        return (
            <ul>
                {all.map((one) => (
                    <li key={one.id}>
                        <a href={`?session=${one.id}`}>
                            {one.scenario} {one.alert_text}
                        </a>
                    </li>
                ))}
            </ul>
        );
    }
    if (loaded === null) return <p>Loading</p>;
    const raw = loaded.view.turns[0]?.diagnosis?.raw ?? null;
    switch (view) {
        case 'graph':
            return (
                <TopologyGraph
                    topology={loaded.topology}
                    styles={loaded.styles}
                    findings={readFindings(raw)}
                    onEvidence={(evidence) => (document.title = evidence)}
                    onAsk={(entity) => (document.title = entity)}
                />
            );
        case 'charts':
            return <Charts loaded={loaded} />;
        case 'alarms': {
            const findings = readFindings(raw);
            return (
                <AlarmTimeline
                    alarms={alarmsOf(allCalls(loaded.view), loaded.view.alertText)}
                    causes={new Set(derive(loaded.topology, findings).rootCauses.map((one) => one.entity))}
                    moment={findings?.causes[0]?.since ?? null}
                    alert={findings?.time ?? null}
                    onEntity={(entity) => (document.title = entity)}
                />
            );
        }
        case 'results':
            return <Results loaded={loaded} call={query.get('call')} />;
        default:
            return <p>No such view</p>;
    }
}

function Charts({ loaded }: { loaded: Loaded }): ReactNode {
    const [made] = useState(() => {
        const findings = readFindings(loaded.view.turns[0]?.diagnosis?.raw ?? null);
        const story = derive(loaded.topology, findings);
        const results = new Map(
            Object.entries(loaded.results).map(([call, result]) => [
                call,
                visualizations((result as { visualizations: unknown }).visualizations),
            ]),
        );
        const entities = new Set(loaded.topology.nodes.map((node) => node.id));
        return {
            findings,
            suspects: [
                ...story.rootCauses.map((one) => ({ entity: one.entity, role: 'Root cause' })),
                ...[...story.affected.values()].map((one) => ({
                    entity: one.entity,
                    role: impactWord(one.impact),
                })),
            ],
            ...telemetryOf(allCalls(loaded.view), results, entities),
        };
    });
    const moment = made.findings?.causes[0]?.since ?? null;
    return (
        <SuspectCharts
            suspects={made.suspects}
            series={made.series}
            deviations={made.deviations}
            moment={moment}
            alert={made.findings?.time ?? null}
            alarms={
                new Map(
                    moment === null
                        ? []
                        : [[made.suspects[0]?.entity ?? '', [{ at: moment + 8000, label: 'x' }]]],
                )
            }
            onAsk={(entity) => (document.title = entity)}
            onEntity={(entity) => (document.title = entity)}
            evidenceOf={(call) =>
                [...loaded.view.evidence].find(([id, one]) => one === call && id !== call)?.[0]
            }
            onEvidence={(evidence) => (document.title = evidence)}
        />
    );
}

function Results({ loaded, call }: { loaded: Loaded; call: string | null }): ReactNode {
    const entities = new Set(loaded.topology.nodes.map((node) => node.id));
    return allCalls(loaded.view)
        .filter((one) => call === null || one.key?.startsWith(call) === true)
        .map((one) => (
            <section key={one.id}>
                <h3>{one.query}</h3>
                {one.visualizations.map((visualization, index) => (
                    <VisualizationView
                        key={index}
                        visualization={visualization}
                        query={one.query}
                        styles={loaded.styles}
                        entities={entities}
                        csvHref={`/api/sessions/${loaded.view.id}/tool-calls/${one.id}/result?format=csv`}
                        onEntity={(entity) => (document.title = entity)}
                    />
                ))}
            </section>
        ));
}

function Big(): ReactNode {
    const [data] = useState(() => made(Number(query.get('count') ?? 10_000)));
    return (
        <TopologyGraph topology={data.topology} styles={NO_STYLES} findings={readFindings(data.diagnosis)} />
    );
}

const root = document.getElementById('root');
if (root !== null) {
    createRoot(root).render(
        <StrictMode>
            <Page />
        </StrictMode>,
    );
}
