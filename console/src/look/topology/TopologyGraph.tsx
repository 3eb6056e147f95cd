import {
    type KeyboardEvent,
    type ReactNode,
    useCallback,
    useEffect,
    useId,
    useMemo,
    useRef,
    useState,
} from 'react';
import '../look.css';
import type { Findings } from '../findings';
import { count } from '../format';
import { useColors } from '../theme';
import { type Drawing, drawing as draw } from './drawing';
import EntityDetails from './EntityDetails';
import EntityList from './EntityList';
import EntitySearch from './EntitySearch';
import { FOCUS_LIMIT, focus, neighbourhood } from './focus';
import { around, layered } from './layout';
import Legend from './Legend';
import type { GraphStyles, Topology } from './model';
import { type Stage, stage } from './stage';
import { type Story, derive } from './story';
import './topology.css';

export interface TopologyGraphProps {
    topology: Topology;
    styles: GraphStyles;
    /** The diagnosis; null while there is none. */
    findings: Findings | null;
    /** Entities that the alert or the alarms name. */
    mentioned?: readonly string[];
    /** The selected entity, when the owner wants to decide; else the graph keeps it itself. */
    selected?: string | null;
    onSelect?: (entity: string | null) => void;
    /** Opens the evidence of an id such as `E5`. */
    onEvidence?: (evidence: string) => void;
    /** Opens the charts of an entity. */
    onChart?: (entity: string) => void;
}

const NONE: readonly string[] = [];

/** The topology as a graph: where the failure began, how it spread, what it hit; all else dimmed. */
export default function TopologyGraph({
    topology,
    styles,
    findings,
    mentioned = NONE,
    selected: chosenOutside,
    onSelect,
    onEvidence,
    onChart,
}: TopologyGraphProps): ReactNode {
    const help = useId();
    const root = useRef<HTMLDivElement>(null);
    const canvas = useRef<HTMLDivElement>(null);
    const onStage = useRef<Stage | null>(null);
    const field = useRef<HTMLInputElement>(null);
    const heading = useRef<HTMLHeadingElement>(null);
    const colors = useColors(root);
    const [showAll, setShowAll] = useState(false);
    const [found, setFound] = useState<readonly string[]>(NONE);
    const [own, setOwn] = useState<string | null>(null);
    const selected = chosenOutside === undefined ? own : chosenOutside;

    // Findings that are read again at each draw of the page but say the same must not draw the graph again: it would
    // lose its zoom and its place.
    const said = JSON.stringify(findings);
    const same = useMemo(() => JSON.parse(said) as Findings | null, [said]);
    const story = useMemo(() => derive(topology, same, mentioned), [topology, same, mentioned]);
    const first = useMemo(() => focus(topology, story), [topology, story]);
    const shown = useMemo(() => {
        if (showAll) return new Set(topology.nodes.map((node) => node.id));
        const nodes = new Set(first.nodes);
        for (const entity of found) for (const near of neighbourhood(topology, entity)) nodes.add(near);
        return nodes;
    }, [topology, first, found, showAll]);
    const drawing = useMemo(() => draw(topology, styles, story, shown), [topology, styles, story, shown]);
    const core = useMemo(() => new Set(first.nodes), [first]);
    const large = showAll && drawing.nodes.length > FOCUS_LIMIT;

    const select = useCallback(
        (entity: string | null) => {
            if (chosenOutside === undefined) setOwn(entity);
            onSelect?.(entity);
        },
        [chosenOutside, onSelect],
    );
    const selectRef = useRef(select);
    useEffect(() => {
        selectRef.current = select;
    }, [select]);
    const colorsRef = useRef(colors);

    useEffect(() => {
        const element = canvas.current;
        if (element === null) return undefined;
        const observer = new ResizeObserver(() => {
            onStage.current?.resize();
        });
        observer.observe(element);
        const press = (event: PointerEvent): void => {
            const inside = element.contains(event.target as Node);
            // A finger scrolls the page until the graph is tapped.
            if (!inside) onStage.current?.hold(false);
            else if (event.pointerType === 'mouse' || event.type === 'pointerup') onStage.current?.hold(true);
        };
        const frame = element.parentElement;
        const enter = (): void => onStage.current?.hold(true);
        document.addEventListener('pointerdown', press, true);
        document.addEventListener('pointerup', press, true);
        frame?.addEventListener('focusin', enter);
        return () => {
            document.removeEventListener('pointerdown', press, true);
            document.removeEventListener('pointerup', press, true);
            frame?.removeEventListener('focusin', enter);
            observer.disconnect();
        };
    }, []);

    useEffect(() => {
        const element = canvas.current;
        if (element === null) return undefined;
        const positions = large ? around(drawing, core) : layered(drawing);
        const made = stage(element, drawing, positions, colorsRef.current, large ? core : null, (entity) => {
            selectRef.current(entity);
        });
        onStage.current = made;
        return () => {
            onStage.current = null;
            made.destroy();
        };
    }, [drawing, core, large]);

    useEffect(() => {
        colorsRef.current = colors;
        onStage.current?.recolor(colors);
    }, [colors]);

    useEffect(() => {
        onStage.current?.select(selected);
        if (selected !== null) onStage.current?.reveal(selected);
    }, [selected, drawing]);

    const take = (entity: string): void => {
        if (!shown.has(entity)) setFound((before) => [...before, entity]);
        select(entity);
    };
    const keys = (event: KeyboardEvent): void => {
        const now = onStage.current;
        if (now === null || event.altKey || event.ctrlKey || event.metaKey) return;
        switch (event.key) {
            case 'ArrowUp':
            case 'ArrowDown':
            case 'ArrowLeft':
            case 'ArrowRight':
                select(now.neighbour(selected, event.key) ?? selected);
                break;
            case 'Enter':
                heading.current?.focus();
                break;
            case 'Escape':
                if (selected === null) return;
                select(null);
                break;
            case '+':
            case '=':
                now.zoomBy(1.3);
                break;
            case '-':
                now.zoomBy(1 / 1.3);
                break;
            case '0':
                now.fit();
                break;
            default:
                return;
        }
        event.preventDefault();
    };

    return (
        <div className="look look-topology" ref={root}>
            <div className="look-toolbar">
                <EntitySearch topology={topology} field={field} onFound={take} />
                <p className="look-note" role="status">
                    {extent(shown.size, topology, showAll || findings === null ? 0 : first.left)}
                    {findings?.verdict === 'no_fault' && '; no fault was found, what the alert names is lit'}
                </p>
                <div className="look-toolbar look-toolbar-end">
                    {shown.size < topology.nodes.length || showAll ? (
                        <button
                            type="button"
                            className="look-button"
                            aria-pressed={showAll}
                            onClick={() => {
                                setShowAll(!showAll);
                            }}
                        >
                            {showAll ? 'Show the failure' : 'Show all'}
                        </button>
                    ) : null}
                    <button
                        type="button"
                        className="look-button"
                        aria-label="Zoom out"
                        onClick={() => onStage.current?.zoomBy(1 / 1.3)}
                    >
                        −
                    </button>
                    <button
                        type="button"
                        className="look-button"
                        aria-label="Zoom in"
                        onClick={() => onStage.current?.zoomBy(1.3)}
                    >
                        +
                    </button>
                    <button type="button" className="look-button" onClick={() => onStage.current?.fit()}>
                        Fit
                    </button>
                </div>
            </div>
            <div className={`look-stage${selected === null ? '' : ' look-stage-split'}`}>
                {/* The canvas is worked with the arrow keys; the list below says the same in text. */}
                {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
                <div
                    className="look-canvas-frame"
                    role="application"
                    aria-roledescription="graph"
                    aria-label={summary(story, drawing)}
                    aria-describedby={help}
                    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application is worked by keys
                    tabIndex={0}
                    onKeyDown={keys}
                >
                    <div ref={canvas} className="look-canvas" />
                    <p id={help} className="look-hidden">
                        Arrow keys go from entity to entity, Enter opens the details, plus, minus and zero
                        zoom, Escape clears the selection.
                    </p>
                    <p className="look-hidden" aria-live="polite">
                        {selected === null ? '' : spoken(selected, story, topology)}
                    </p>
                </div>
                {selected !== null && (
                    <EntityDetails
                        topology={topology}
                        story={story}
                        entity={selected}
                        heading={heading}
                        onSelect={take}
                        onClose={() => {
                            select(null);
                        }}
                        onEvidence={onEvidence}
                        onChart={onChart}
                    />
                )}
            </div>
            <Legend drawing={drawing} styles={styles} />
            <details className="look-as-list">
                <summary>As a list</summary>
                <EntityList topology={topology} story={story} selected={selected} onSelect={take} />
            </details>
        </div>
    );
}

function extent(shown: number, topology: Topology, left: number): string {
    const all = topology.nodes.length;
    const base =
        shown >= all
            ? count(all, 'entity', 'entities')
            : `${String(shown)} of ${count(all, 'entity', 'entities')}`;
    return left > 0 ? `${base}; ${String(left)} more are part of the finding` : base;
}

function summary(story: Story, drawing: Drawing): string {
    const causes = story.rootCauses.map((one) => one.entity);
    const about =
        causes.length === 0
            ? 'no root cause'
            : `root cause ${causes.join(', ')}, ${count(story.affected.size, 'entity', 'entities')} affected`;
    return `Topology, ${count(drawing.nodes.length, 'entity', 'entities')} drawn, ${about}`;
}

function spoken(entity: string, story: Story, topology: Topology): string {
    const kind = topology.nodes.find((node) => node.id === entity)?.label ?? '';
    const why = story.highlights.get(entity)?.why[0] ?? 'Not part of the finding.';
    return `${entity}, ${kind}. ${why}`;
}
