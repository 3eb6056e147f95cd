import { type ReactNode, type RefObject, useId } from 'react';
import { word } from '../read';
import { namesOf } from '../names';
import type { Topology, TopologyEdge, TopologyNode } from './model';
import { type Story, impactWord } from './story';

export interface EntityDetailsProps {
    topology: Topology;
    story: Story;
    /** Id of the entity shown. */
    entity: string;
    onSelect: (entity: string) => void;
    onClose: () => void;
    /** Opens the evidence of an id such as `E5`. */
    onEvidence?: ((evidence: string) => void) | undefined;
    /** Opens the charts of this entity. */
    onChart?: ((entity: string) => void) | undefined;
    heading?: RefObject<HTMLHeadingElement | null>;
}

/** More neighbours than this are counted, not listed. */
const NEIGHBOURS = 40;

/** Everything known about one entity: why it is highlighted, its properties, its relations. */
export default function EntityDetails({
    topology,
    story,
    entity,
    onSelect,
    onClose,
    onEvidence,
    onChart,
    heading,
}: EntityDetailsProps): ReactNode {
    const title = useId();
    const node = topology.nodes.find((one) => one.id === entity);
    const highlight = story.highlights.get(entity);
    const relations = topology.edges.filter((edge) => edge.source === entity || edge.target === entity);
    return (
        <section className="look-details" aria-labelledby={title}>
            <header className="look-details-head">
                <div>
                    <h3 id={title} ref={heading} tabIndex={-1} className="look-mono">
                        {entity}
                    </h3>
                    <p className="look-note">{kindLine(node)}</p>
                </div>
                <button
                    type="button"
                    className="look-button"
                    onClick={onClose}
                    aria-label={`Close details of ${entity}`}
                >
                    ✕
                </button>
            </header>
            {highlight === undefined ? (
                <p className="look-note">Not part of the finding.</p>
            ) : (
                <div
                    className={`look-why look-why-${highlight.role} look-impact-${highlight.impact ?? 'none'}`}
                >
                    <strong>{roleWord(highlight.role, highlight.impact)}</strong>
                    <ul>
                        {highlight.why.map((sentence) => (
                            <li key={sentence}>{sentence}</li>
                        ))}
                    </ul>
                    {highlight.evidence.length > 0 && (
                        <p className="look-evidence">
                            Evidence:{' '}
                            {highlight.evidence.map((id) => (
                                <EvidenceLink key={id} id={id} onEvidence={onEvidence} />
                            ))}
                        </p>
                    )}
                </div>
            )}
            {onChart !== undefined && (
                <p>
                    <button
                        type="button"
                        className="look-button"
                        onClick={() => {
                            onChart(entity);
                        }}
                    >
                        Show chart
                    </button>
                </p>
            )}
            {node !== undefined && <Properties node={node} />}
            <h4>Relations ({relations.length})</h4>
            <ul className="look-relations">
                {relations.slice(0, NEIGHBOURS).map((edge) => (
                    <Relation key={edge.id} edge={edge} entity={entity} story={story} onSelect={onSelect} />
                ))}
            </ul>
            {relations.length > NEIGHBOURS && (
                <p className="look-note">and {relations.length - NEIGHBOURS} more</p>
            )}
        </section>
    );
}

export function EvidenceLink({
    id,
    onEvidence,
}: {
    id: string;
    onEvidence?: ((evidence: string) => void) | undefined;
}): ReactNode {
    if (onEvidence === undefined) return <span className="look-chip">{id}</span>;
    return (
        <button
            type="button"
            className="look-chip look-chip-link"
            aria-label={`Open evidence ${id}`}
            onClick={() => {
                onEvidence(id);
            }}
        >
            {id}
        </button>
    );
}

function Relation({
    edge,
    entity,
    story,
    onSelect,
}: {
    edge: TopologyEdge;
    entity: string;
    story: Story;
    onSelect: (entity: string) => void;
}): ReactNode {
    const out = edge.source === entity;
    const other = out ? edge.target : edge.source;
    const impact = story.highlights.get(other)?.impact;
    return (
        <li>
            <span className="look-note">
                {out ? '→' : '←'} {edge.label.replaceAll('_', ' ')}
            </span>{' '}
            <button
                type="button"
                className="look-link look-mono"
                onClick={() => {
                    onSelect(other);
                }}
            >
                {other}
            </button>
            {impact !== undefined && impact !== null && (
                <span className={`look-tag look-tag-${impact}`}>{impactWord(impact)}</span>
            )}
        </li>
    );
}

function Properties({ node }: { node: TopologyNode }): ReactNode {
    const rows = Object.entries(node.properties).filter(([, value]) => value !== node.id);
    if (rows.length === 0) return null;
    return (
        <dl className="look-properties">
            {rows.map(([name, value]) => (
                <div key={name}>
                    <dt>{name}</dt>
                    <dd>{word(value) || JSON.stringify(value)}</dd>
                </div>
            ))}
        </dl>
    );
}

function kindLine(node: TopologyNode | undefined): string {
    if (node === undefined) return 'The topology has no such entity.';
    const name = namesOf({ nodes: [node] }).get(node.id);
    return name === undefined ? node.label : `${node.label}, ${name}`;
}

function roleWord(role: string, impact: 'down' | 'degraded' | 'at_risk' | 'affected' | null): string {
    if (role === 'cause') return 'Root cause';
    if (impact !== null) return impactWord(impact);
    return { candidate: 'Other candidate', path: 'On the failure path', context: 'Named' }[role] ?? role;
}
