import { useQuery } from '@tanstack/react-query';
import { readEnvironment, topology } from '../../api/endpoints';
import type { GraphStyles, Topology } from '../../protocol';

/** A pack's data do not change while the server runs. */
const FOREVER = { staleTime: Infinity, gcTime: 600_000 } as const;

/** The topology of an environment and how it is drawn. */
export function useTopology(environment: string): {
    topology: Topology | undefined;
    styles: GraphStyles | undefined;
    failure: Error | null;
    retry: () => void;
} {
    const graph = useQuery({
        queryKey: ['topology', environment],
        queryFn: () => topology(environment),
        enabled: environment !== '',
        ...FOREVER,
    });
    const config = useQuery({
        queryKey: ['environment', environment],
        queryFn: ({ signal }) => readEnvironment(environment, signal),
        enabled: environment !== '',
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
