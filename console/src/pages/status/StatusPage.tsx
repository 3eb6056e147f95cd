import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
    listAgents,
    listEnvironments,
    listSessions,
    readiness,
    serverStatus,
    version,
} from '../../api/endpoints';
import { signedIn } from '../../api/token';
import { isObject, number } from '../../protocol';
import { Icon } from '../../ui/Icon';
import { Loading, Problem } from '../../ui/Loading';
import { bytes, count, plural } from '../../ui/time';

const OFTEN_MS = 5_000;

/** Whether this server can work, what runs, and which packs and orchestrators it has. */
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
                    <Loading what="Checking" />
                ) : (
                    <p className={ready.data === null ? 'with-icon ok' : 'with-icon bad'}>
                        <Icon name={ready.data === null ? 'check' : 'warn'} />
                        {ready.data ?? 'Ready: sessions are stored and served.'}
                    </p>
                )}
                <Usage />
                <p>
                    {signedIn()
                        ? 'Tokens are required: each owner sees its own sessions.'
                        : 'No token is required: everyone who reaches this server can use it.'}
                </p>
                <p className="quiet">
                    {build.data ? `${build.data.name} ${build.data.version}` : 'The version is not known.'}
                </p>
            </section>
            <Work />
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

/** Disk, streams and turns of all owners, as far as the server says them. */
function Usage() {
    const status = useQuery({
        queryKey: ['status'],
        queryFn: ({ signal }) => serverStatus(signal),
        refetchInterval: OFTEN_MS,
    });
    if (status.isError) {
        return <Problem failure={status.error} onRetry={() => void status.refetch()} />;
    }
    const store = isObject(status.data?.store) ? status.data.store : {};
    const facts: [string, string | undefined][] = [
        ['Store', shown(store.bytes, bytes)],
        ['Free disk', shown(store.free_bytes, bytes)],
        ['Open streams', shown(status.data?.streams, count)],
        ['Running turns', shown(status.data?.running_turns, count)],
    ];
    return (
        <dl className="facts">
            {facts.map(
                ([name, value]) =>
                    value !== undefined && (
                        <div key={name}>
                            <dt>{name}</dt>
                            <dd>{value}</dd>
                        </div>
                    ),
            )}
        </dl>
    );
}

function shown(value: unknown, format: (value: number) => string): string | undefined {
    const read = number(value);
    return read === undefined ? undefined : format(read);
}

/** Running sessions and the packs they can use. */
function Work() {
    const running = useQuery({
        queryKey: ['running'],
        queryFn: ({ signal }) =>
            listSessions({ q: '', status: 'in_progress', environment: '' }, null, signal),
        refetchInterval: OFTEN_MS,
    });
    const packs = useQuery({ queryKey: ['environments'], queryFn: ({ signal }) => listEnvironments(signal) });
    const sessions = running.data?.sessions ?? [];
    const waiting = sessions.filter((session) => session.awaiting_approval === true).length;
    const more = running.data?.next_cursor ? ' or more' : '';
    return (
        <section className="panel">
            <h2>Sessions and packs</h2>
            {running.isError && <Problem failure={running.error} onRetry={() => void running.refetch()} />}
            {running.data && (
                <p>
                    {count(sessions.length)}
                    {more} of your sessions {sessions.length === 1 ? 'is' : 'are'} running
                    {waiting > 0 && `; ${plural(waiting, 'needs', 'need')} approval`}.
                </p>
            )}
            {packs.isError && <Problem failure={packs.error} onRetry={() => void packs.refetch()} />}
            <ul className="plain-list">
                {(packs.data ?? []).map((pack) => (
                    <li key={pack.name}>
                        <strong>{pack.displayName}</strong>{' '}
                        <span className="quiet">
                            {plural(pack.entities, 'entity', 'entities')},{' '}
                            {plural(pack.relations, 'relation')}
                        </span>
                    </li>
                ))}
            </ul>
        </section>
    );
}
