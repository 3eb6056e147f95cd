import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, NavLink, useParams } from 'react-router';
import { listAgents, listEnvironments, readEnvironment, searchKnowledge } from '../../api/endpoints';
import type { AgentInfo, Environment } from '../../protocol';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { Loading, Problem } from '../../ui/Loading';
import { title } from '../../ui/text';
import { count } from '../../ui/time';
import { EnvironmentTopology } from './EnvironmentTopology';

export function EnvironmentPage() {
    const { name } = useParams();
    const all = useQuery({ queryKey: ['environments'], queryFn: ({ signal }) => listEnvironments(signal) });
    const shown = name ?? all.data?.find((one) => one.default)?.name ?? all.data?.[0]?.name;
    const summary = all.data?.find((one) => one.name === shown);
    useEffect(() => {
        document.title = `${summary?.displayName ?? 'Environments'} · Nocturne`;
    }, [summary]);
    return (
        <div className="page environment">
            {all.isError && <Problem failure={all.error} onRetry={() => void all.refetch()} />}
            {all.isPending && <Loading />}
            <nav className="tabs" aria-label="Environments">
                {(all.data ?? []).map((one) => (
                    <NavLink
                        key={one.name}
                        to={`/environments/${one.name}`}
                        className={one.name === shown ? 'active' : undefined}
                    >
                        {one.displayName}
                    </NavLink>
                ))}
            </nav>
            {shown !== undefined && (
                <EnvironmentView
                    key={shown}
                    name={shown}
                    size={
                        summary &&
                        `${count(summary.entities)} entities, ${count(summary.relations)} relations`
                    }
                />
            )}
        </div>
    );
}

function EnvironmentView({ name, size }: { name: string; size: string | undefined }) {
    const config = useQuery({
        queryKey: ['environment', name],
        queryFn: ({ signal }) => readEnvironment(name, signal),
    });
    const agents = useQuery({
        queryKey: ['agents', name],
        queryFn: ({ signal }) => listAgents(name, signal),
    });
    if (config.isError) {
        return <Problem failure={config.error} onRetry={() => void config.refetch()} />;
    }
    if (!config.data) {
        return <Loading what="Loading the environment" />;
    }
    const { data } = config;
    return (
        <>
            <header className="environment-head">
                <h1>{data.displayName}</h1>
                <p>{data.description}</p>
                <p className="quiet small">
                    {data.domain} · version {data.version}
                    {size !== undefined && ` · ${size}`}
                </p>
            </header>
            <section aria-label="Topology">
                <h2>Topology</h2>
                <ErrorBoundary what="the topology">
                    <EnvironmentTopology name={name} config={data} />
                </ErrorBoundary>
            </section>
            <div className="panels">
                <Alerts config={data} />
                <Flows config={data} />
                <Knowledge name={name} agents={agents.data?.agents ?? []} />
                <Agents agents={agents.data?.agents ?? []} />
            </div>
        </>
    );
}

function Alerts({ config }: { config: Environment }) {
    return (
        <section className="panel">
            <h2>Example alerts</h2>
            <ul className="plain-list">
                {Object.entries(config.alerts).map(([name, text]) => (
                    <li key={name}>
                        <details>
                            <summary>{title(text)}</summary>
                            <pre className="plain">{text}</pre>
                        </details>
                    </li>
                ))}
            </ul>
            {config.useCases.length > 0 && (
                <>
                    <h3>Use cases</h3>
                    <ul>
                        {config.useCases.map((one) => (
                            <li key={one}>{one}</li>
                        ))}
                    </ul>
                </>
            )}
        </section>
    );
}

function Flows({ config }: { config: Environment }) {
    return (
        <section className="panel">
            <h2>Demo flows</h2>
            {config.demoFlows.length === 0 && <p className="quiet">None.</p>}
            {config.demoFlows.map((flow) => (
                <details key={flow.title}>
                    <summary>{flow.title}</summary>
                    <p>{flow.description}</p>
                    <ol>
                        {flow.steps.map((step) => (
                            <li key={step.prompt}>
                                <strong>{step.prompt}</strong>
                                <br />
                                <span className="quiet">{step.expect}</span>
                            </li>
                        ))}
                    </ol>
                </details>
            ))}
            <h3>Example questions</h3>
            <ul>
                {config.exampleQuestions.map((one) => (
                    <li key={one}>{one}</li>
                ))}
            </ul>
        </section>
    );
}

/** Documents are found by search; that is also how the agents see them. */
function Knowledge({ name, agents }: { name: string; agents: AgentInfo[] }) {
    const searchers = agents.filter((agent) => agent.tools.some((tool) => tool.includes('search')));
    const [agent, setAgent] = useState<string | null>(null);
    const [query, setQuery] = useState('');
    const [asked, setAsked] = useState('');
    const by = agent ?? searchers[0]?.name;
    const result = useQuery({
        queryKey: ['search', name, by, asked],
        queryFn: () => searchKnowledge(name, by ?? '', asked, 10),
        enabled: by !== undefined && asked !== '',
        retry: false,
    });
    if (searchers.length === 0) {
        return null;
    }
    return (
        <section className="panel">
            <h2>Runbooks and tickets</h2>
            <form
                className="form-row"
                onSubmit={(event) => {
                    event.preventDefault();
                    setAsked(query.trim());
                }}
            >
                <select
                    aria-label="Where to search"
                    value={by}
                    onChange={(event) => setAgent(event.target.value)}
                >
                    {searchers.map((one) => (
                        <option key={one.name}>{one.name}</option>
                    ))}
                </select>
                <input
                    id="search"
                    type="search"
                    aria-label="Search runbooks and tickets"
                    placeholder="Search"
                    value={query}
                    onChange={(event) => setQuery(event.target.value)}
                />
            </form>
            {result.isError && <Problem failure={result.error} />}
            {result.isFetching && <Loading what="Searching" />}
            {result.data?.hits.length === 0 && <p className="quiet">No matches.</p>}
            <ul className="plain-list">
                {(result.data?.hits ?? []).map((hit) => (
                    <li key={hit.chunk_id}>
                        <details>
                            <summary>{hit.title}</summary>
                            <pre className="plain">{hit.content}</pre>
                        </details>
                    </li>
                ))}
            </ul>
        </section>
    );
}

function Agents({ agents }: { agents: AgentInfo[] }) {
    return (
        <section className="panel">
            <h2>Agents</h2>
            <dl className="facts">
                {agents.map((agent) => (
                    <div key={agent.name}>
                        <dt>{agent.name}</dt>
                        <dd>
                            {agent.role}
                            {agent.tools.length > 0 && (
                                <span className="quiet"> · {agent.tools.join(', ')}</span>
                            )}
                        </dd>
                    </div>
                ))}
            </dl>
            <p className="small quiet">
                <Link to="/status">Which orchestrators are ready</Link>
            </p>
        </section>
    );
}
