import { type ReactNode, useMemo, useRef } from 'react';
import type { Cell, Column } from '../../protocol';
import { count } from '../format';
import '../look.css';
import { useColors } from '../theme';
import { drawing } from '../topology/drawing';
import { focus } from '../topology/focus';
import { layered } from '../topology/layout';
import type { GraphStyles } from '../topology/model';
import { NO_STYLES } from '../topology/model';
import { graphSvg } from '../topology/picture';
import { derive } from '../topology/story';
import { graphOf } from './graph';
import './views.css';

export interface MiniGraphProps {
    columns: readonly Column[];
    rows: readonly Cell[][];
    styles?: GraphStyles | undefined;
    caption: string;
}

/** More than these do not fit a card. */
const LIMIT = 40;

/** The rows of a graph query as a small still picture; the table beside it has the same content. */
export default function MiniGraph({ columns, rows, styles = NO_STYLES, caption }: MiniGraphProps): ReactNode {
    const root = useRef<HTMLDivElement>(null);
    const colors = useColors(root);
    const made = useMemo(() => {
        const graph = graphOf(columns, rows);
        if (graph === null || graph.topology.nodes.length === 0) return null;
        const { topology, findings } = graph;
        const everything = topology.nodes.map((node) => node.id);
        const story = derive(topology, findings, findings === null ? everything : []);
        const chosen = new Set(focus(topology, story, LIMIT).nodes);
        const drawn = drawing(topology, styles, story, chosen);
        return { drawn, at: layered(drawn), left: everything.length - chosen.size, topology };
    }, [columns, rows, styles]);
    const uri = useMemo(
        () =>
            made === null
                ? ''
                : `data:image/svg+xml;utf8,${encodeURIComponent(graphSvg(made.drawn, made.at, caption, colors))}`,
        [made, caption, colors],
    );
    return (
        <div className="look look-mini" ref={root}>
            {made === null ? (
                <p className="look-note">These rows have no source and target to draw.</p>
            ) : (
                <>
                    {/* It scrolls when it is larger than the card, so the keyboard has to get at it. */}
                    {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
                    <div className="look-mini-frame" tabIndex={0} role="group" aria-label={caption}>
                        <img
                            src={uri}
                            alt={`Graph of ${count(made.topology.nodes.length, 'entity', 'entities')} and ${count(made.topology.edges.length, 'relation')}`}
                        />
                    </div>
                    {made.left > 0 && (
                        <p className="look-note">
                            The {made.drawn.nodes.length} that matter most; {made.left} more are in the table.
                        </p>
                    )}
                </>
            )}
        </div>
    );
}
