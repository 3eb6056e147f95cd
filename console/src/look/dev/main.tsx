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
import SessionStrip from '../replay/SessionStrip';
import { useReplay } from '../replay/useReplay';
import { toHtmlReport } from '../handover/html';
import { toMarkdown } from '../handover/markdown';
import { picturesOf } from '../handover/pictures';
import SuspectCharts from '../charts/SuspectCharts';
import { namesOf } from '../names';
import { lookAt } from '../session';
import { derive } from '../topology/story';
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
                            {one.environment} {one.alert_text}
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
                    mentioned={lookAt(loaded.view, loaded.topology).mentioned}
                    onEvidence={(evidence) => (document.title = evidence)}
                    onChart={(entity) => (document.title = entity)}
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
        case 'report':
            return <Report loaded={loaded} />;
        case 'markdown':
            return <pre>{toMarkdown(loaded.view)}</pre>;
        case 'strip':
            return <Strip loaded={loaded} />;
        case 'results':
            return <Results loaded={loaded} call={query.get('call')} />;
        default:
            return <p>No such view</p>;
    }
}

function Charts({ loaded }: { loaded: Loaded }): ReactNode {
    const [made] = useState(() => {
        const results = new Map(
            Object.entries(loaded.results).map(([call, result]) => [
                call,
                visualizations((result as { visualizations: unknown }).visualizations),
            ]),
        );
        return lookAt(loaded.view, loaded.topology, results);
    });
    return (
        <SuspectCharts
            suspects={made.suspects}
            series={made.telemetry.series}
            deviations={made.telemetry.deviations}
            moment={made.moment}
            alert={made.alert}
            alarms={made.marks}
            onChart={(entity) => (document.title = entity)}
            onEntity={(entity) => (document.title = entity)}
            evidenceOf={made.evidenceOf}
            onEvidence={(evidence) => (document.title = evidence)}
        />
    );
}

function Report({ loaded }: { loaded: Loaded }): ReactNode {
    const [html, setHtml] = useState('');
    useEffect(() => {
        const timer = setTimeout(() => {
            const findings = readFindings(loaded.view.turns[0]?.diagnosis?.raw ?? null);
            const names = namesOf(loaded.topology);
            const pictures = picturesOf(loaded.view, loaded.topology, loaded.styles, new Map(), findings);
            setHtml(toHtmlReport(loaded.view, findings, names, pictures));
        });
        return () => {
            clearTimeout(timer);
        };
    }, [loaded]);
    return (
        <iframe
            title="Report"
            srcDoc={html}
            sandbox=""
            style={{ width: '100%', height: '500vh', border: 0 }}
        />
    );
}

function Strip({ loaded }: { loaded: Loaded }): ReactNode {
    const [events] = useState(() => [...loaded.view.events]);
    const replay = useReplay(events);
    return <SessionStrip events={events} replay={replay} running={false} />;
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
