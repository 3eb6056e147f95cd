import { useQuery } from '@tanstack/react-query';
import { scenarioConfig, topology } from '../../api/endpoints';
import type { GraphStyles, Topology } from '../../protocol';

/** A pack's data do not change while the server runs. */
const FOREVER = { staleTime: Infinity, gcTime: 600_000 } as const;

/** The topology of a scenario and how it is drawn. */
export function useTopology(scenario: string): {
    topology: Topology | undefined;
    styles: GraphStyles | undefined;
    failure: Error | null;
    retry: () => void;
} {
    const graph = useQuery({
        queryKey: ['topology', scenario],
        queryFn: () => topology(scenario),
        enabled: scenario !== '',
        ...FOREVER,
    });
    const config = useQuery({
        queryKey: ['scenario', scenario],
        queryFn: ({ signal }) => scenarioConfig(scenario, signal),
        enabled: scenario !== '',
    });
    return {
        topology: graph.data,
        styles: config.data?.graphStyles,
        failure: graph.error ?? config.error,
        retry: () => {
            void graph.refetch();
            void config.refetch();
        },
    };
}
