import { type ReactNode, useMemo } from 'react';
import type { Drawing } from './drawing';
import { kindColor } from './drawing';
import { svgUri, tile } from './icons';
import type { GraphStyles } from './model';
import { impactWord } from './story';

/** What the frames, marks and tiles of the graph mean; only those that are drawn. */
export default function Legend({ drawing, styles }: { drawing: Drawing; styles: GraphStyles }): ReactNode {
    const kinds = useMemo(
        () =>
            [...new Map(drawing.nodes.map((node) => [node.kind, node.icon]))].sort(([one], [other]) =>
                one.localeCompare(other),
            ),
        [drawing],
    );
    const impacts = (['down', 'degraded', 'at_risk', 'affected'] as const).filter((impact) =>
        drawing.nodes.some((node) => node.impact === impact && node.role !== 'cause'),
    );
    const has = (role: string): boolean => drawing.nodes.some((node) => node.role === role);
    return (
        <div className="look-legend">
            <ul aria-label="Marks">
                {has('cause') && (
                    <li>
                        <span className="look-mark look-mark-cause" aria-hidden="true" />
                        Root cause
                    </li>
                )}
                {impacts.map((impact) => (
                    <li key={impact}>
                        <span className={`look-mark look-mark-${impact}`} aria-hidden="true" />
                        {impactWord(impact)}
                    </li>
                ))}
                {has('candidate') && (
                    <li>
                        <span className="look-frame look-frame-candidate" aria-hidden="true" />
                        Other candidate
                    </li>
                )}
                {has('context') && (
                    <li>
                        <span className="look-frame look-frame-context" aria-hidden="true" />
                        Named in the alert or an alarm
                    </li>
                )}
                {drawing.edges.some((edge) => edge.path) && (
                    <li>
                        <span className="look-arrow" aria-hidden="true">
                            ➜
                        </span>
                        Failure path
                    </li>
                )}
            </ul>
            <ul aria-label="Kinds of entities">
                {kinds.map(([kind, icon]) => (
                    <li key={kind}>
                        <img
                            src={svgUri(tile(kindColor(kind, styles), icon, kind, 32), 32)}
                            width="16"
                            height="16"
                            alt=""
                        />
                        {kind || 'no kind'}
                    </li>
                ))}
            </ul>
        </div>
    );
}
