import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listAgents, readiness, version } from '../../api/endpoints';
import { Icon } from '../../ui/Icon';
import { Loading, Problem } from '../../ui/Loading';

const OFTEN_MS = 5_000;

/** Whether this server can work, and who works here. */
export function StatusPage() {
    const ready = useQuery({ queryKey: ['ready'], queryFn: readiness, refetchInterval: OFTEN_MS });
    const agents = useQuery({
        queryKey: ['agents'],
        queryFn: ({ signal }) => listAgents(null, signal),
        refetchInterval: OFTEN_MS,
    });
    const build = useQuery({ queryKey: ['version'], queryFn: ({ signal }) => version(signal) });
    useEffect(() => {
        document.title = 'Status · Nocturne';
    }, []);
    return (
        <div className="page status">
            <h1>Status</h1>
            <section className="panel" aria-live="polite">
                <h2>Server and store</h2>
                {ready.isPending ? (
                    <Loading what="Asking" />
                ) : (
                    <p className={ready.data === null ? 'with-icon ok' : 'with-icon bad'}>
                        <Icon name={ready.data === null ? 'check' : 'warn'} />
                        {ready.data ?? 'Ready: sessions are stored and served.'}
                    </p>
                )}
                <p className="quiet">
                    {build.data ? `${build.data.name} ${build.data.version}` : 'The version is not known.'}
                </p>
            </section>
            <section className="panel">
                <h2>Orchestrators</h2>
                {agents.isError && <Problem failure={agents.error} onRetry={() => void agents.refetch()} />}
                {agents.isPending && <Loading />}
                <ul className="plain-list orchestrators">
                    {(agents.data?.orchestrators ?? []).map((one) => (
                        <li key={one.name}>
                            <span className={one.ready ? 'with-icon ok' : 'with-icon warn'}>
                                <Icon
                                    name={one.ready ? 'check' : 'warn'}
                                    label={one.ready ? 'ready' : 'not ready'}
                                />
                                <strong>{one.name}</strong>
                                {one.default && <span className="tag">default</span>}
                            </span>
                            <span className="quiet">{one.description}</span>
                            {one.missing.map((what) => (
                                <span key={what} className="small">
                                    {what}
                                </span>
                            ))}
                        </li>
                    ))}
                </ul>
            </section>
        </div>
    );
}
