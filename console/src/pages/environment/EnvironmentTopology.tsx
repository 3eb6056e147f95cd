import { lazy, Suspense } from 'react';
import type { Environment } from '../../protocol';
import { Loading, Problem } from '../../ui/Loading';
import { count } from '../../ui/time';
import { useTopology } from '../session/useTopology';

const TopologyGraph = lazy(() => import('../../look/topology/TopologyGraph'));

/** What there is in a pack, and how many of each kind. */
export function EnvironmentTopology({ name, config }: { name: string; config: Environment }) {
    const { topology, failure, retry } = useTopology(name);
    if (failure) {
        return <Problem failure={failure} onRetry={retry} />;
    }
    if (!topology) {
        return <Loading what="Reading the topology" />;
    }
    // There is no finding, so no entity is dimmed.
    const all = topology.nodes.map((node) => node.id);
    const kinds = new Map<string, number>();
    for (const node of topology.nodes) {
        kinds.set(node.label, (kinds.get(node.label) ?? 0) + 1);
    }
    return (
        <>
            <ul className="kinds">
                {[...kinds].map(([kind, n]) => (
                    <li key={kind}>
                        <b>{count(n)}</b> {kind}
                    </li>
                ))}
            </ul>
            <Suspense fallback={<Loading what="Drawing" />}>
                <TopologyGraph
                    topology={topology}
                    styles={config.graphStyles}
                    findings={null}
                    mentioned={all}
                />
            </Suspense>
        </>
    );
}
