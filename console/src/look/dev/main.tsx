import { StrictMode, type ReactNode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { readFindings } from '../findings';
import TopologyGraph from '../topology/TopologyGraph';
import { NO_STYLES } from '../topology/model';
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
        default:
            return <p>No such view</p>;
    }
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
