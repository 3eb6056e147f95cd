import type { ScenarioConfig } from '../../protocol';

export function ScenarioTopology({ name }: { name: string; config: ScenarioConfig }) {
    return <p>{name}</p>;
}
