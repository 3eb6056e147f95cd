/** What entities are called, from the properties of the topology: `SVC-01` is "Norrmark Emergency Control". */
import { word } from './read';
import type { Topology } from './topology/model';

export type Names = ReadonlyMap<string, string>;

/** Names of properties that hold a name, best first; compared without case, `_`, `-` and spaces. */
const NAME_PROPERTIES = ['displayname', 'name', 'title', 'customername', 'sitename', 'servicename'];

export function namesOf(topology: Pick<Topology, 'nodes'>): Names {
    const names = new Map<string, string>();
    for (const node of topology.nodes) {
        const byKey = new Map(
            Object.entries(node.properties).map(([key, value]) => [
                key.toLowerCase().replace(/[_\s-]/g, ''),
                word(value).trim(),
            ]),
        );
        const name = NAME_PROPERTIES.map((key) => byKey.get(key) ?? '').find((one) => one !== '');
        if (name !== undefined && name !== node.id) names.set(node.id, name);
    }
    return names;
}

/** `Norrmark Emergency Control (SVC-01)`, or the id alone. */
export function named(entity: string, names: Names): string {
    const name = names.get(entity);
    return name === undefined ? entity : `${name} (${entity})`;
}
