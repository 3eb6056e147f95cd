import type { ReactNode } from 'react';
import { IMPACTS } from '../findings';
import { count } from '../format';
import { named, namesOf } from '../names';
import type { Topology } from './model';
import { type Story, byImpact, impactWord } from './story';

export interface EntityListProps {
    topology: Topology;
    story: Story;
    selected: string | null;
    onSelect: (entity: string) => void;
}

/** The graph's finding as a list: the content of the picture as text, also for screen readers. */
export default function EntityList({ topology, story, selected, onSelect }: EntityListProps): ReactNode {
    const kinds = new Map(topology.nodes.map((node) => [node.id, node.label]));
    const names = namesOf(topology);
    const affected = [...story.affected.values()].sort(byImpact);
    const groups = [
        { title: 'Root cause', tag: 'cause', entities: story.rootCauses.map((one) => one.entity) },
        { title: 'Other candidates', tag: 'candidate', entities: story.candidates.map((one) => one.entity) },
        ...IMPACTS.map((impact) => ({
            title: impactWord(impact),
            tag: impact,
            entities: affected.filter((one) => one.impact === impact).map((one) => one.entity),
        })),
    ].filter((group) => group.entities.length > 0);
    if (groups.length === 0) {
        return (
            <p className="look-note">
                Nothing is highlighted: the topology has {count(topology.nodes.length, 'entity', 'entities')}{' '}
                and no finding touches them.
            </p>
        );
    }
    return (
        <div className="look-entities">
            {groups.map((group) => (
                <section key={group.title} aria-label={group.title}>
                    <h4>
                        <span className={`look-tag look-tag-${group.tag}`}>{group.title}</span>{' '}
                        <span className="look-note">{group.entities.length}</span>
                    </h4>
                    <ul>
                        {group.entities.map((entity) => (
                            <li key={entity}>
                                <button
                                    type="button"
                                    className="look-link look-mono"
                                    aria-pressed={entity === selected}
                                    onClick={() => {
                                        onSelect(entity);
                                    }}
                                >
                                    {named(entity, names)}
                                </button>{' '}
                                <span className="look-note">
                                    {kinds.get(entity) ?? 'not in the topology'}
                                </span>
                            </li>
                        ))}
                    </ul>
                </section>
            ))}
        </div>
    );
}
