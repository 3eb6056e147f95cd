import cytoscape, { type Core, type EventObject } from 'cytoscape';
import { type Colors, reducedMotion } from '../theme';
import { Dots } from './dots';
import type { Drawing, DrawnEdge, DrawnNode } from './drawing';
import type { Positions } from './layout';
import { frameOf } from './picture';
import { type Arrow, extentOf, nearest } from './places';
import { sheet } from './sheet';

const MAX_FIT = 1.1;
const MARGIN = 20;
/** Below this zoom letters are too small to read. */
const READABLE = 0.62;
/** Neighbours of a chosen entity that are drawn with it. */
const NEIGHBOURS = 40;

export interface Stage {
    /** Whether wheel and drag move the graph; else they belong to the page. */
    hold: (on: boolean) => void;
    /** To be called when the container has another size. */
    resize: () => void;
    recolor: (colors: Colors) => void;
    select: (entity: string | null) => void;
    /** Brings an entity into sight without changing the zoom more than needed. */
    reveal: (entity: string) => void;
    fit: () => void;
    zoomBy: (factor: number) => void;
    neighbour: (entity: string | null, key: Arrow) => string | null;
    destroy: () => void;
}

/**
 * Draws on canvases in `container`. With a `core` only its entities are labelled and all others are dots, so that
 * thousands are drawn.
 */
export function stage(
    container: HTMLElement,
    drawing: Drawing,
    positions: Positions,
    colors: Colors,
    core: ReadonlySet<string> | null,
    onSelect: (entity: string | null) => void,
): Stage {
    const named = (id: string): boolean => core === null || core.has(id);
    const inside = (edge: DrawnEdge): boolean => named(edge.from) && named(edge.to);
    withoutStyleElement();
    const cy = cytoscape({
        container,
        elements: {
            nodes: drawing.nodes.filter((node) => named(node.id)).map((node) => nodeElement(node, positions)),
            edges: drawing.edges.filter(inside).map(edgeElement),
        },
        layout: { name: 'preset', fit: false },
        style: sheet(colors),
        minZoom: 0.02,
        maxZoom: 3,
        autoungrabify: true,
        boxSelectionEnabled: false,
        selectionType: 'single',
    });
    const dots =
        core === null
            ? null
            : new Dots(
                  container,
                  drawing.nodes.filter((node) => !named(node.id)),
                  drawing.edges.filter((edge) => !inside(edge)),
                  positions,
                  colors,
                  (node, now) => frameOf(node, now).color,
              );
    let hovered: string | null = null;
    const redraw = (): void => dots?.draw(cy.zoom(), cy.pan(), hovered);
    cy.on('viewport', redraw);
    follow(
        cy,
        container,
        (id) => {
            if (hovered !== id) {
                hovered = id;
                redraw();
            }
        },
        dots,
        onSelect,
    );

    const extent = extentOf(drawing, positions);
    const fit = (): void => {
        const zoom = Math.min(
            MAX_FIT,
            (cy.width() - 2 * MARGIN) / extent.width,
            (cy.height() - 2 * MARGIN) / extent.height,
        );
        if (!(zoom > 0)) return;
        cy.viewport({
            zoom,
            pan: { x: cy.width() / 2 - zoom * extent.x, y: cy.height() / 2 - zoom * extent.y },
        });
    };
    // At first what matters must be readable, even where not all of it is in sight then.
    const begin = (): void => {
        fit();
        const cause = drawing.nodes.find((node) => node.role === 'cause');
        const at = positions.get(cause?.id ?? '');
        if (core !== null || cy.zoom() >= READABLE || cause === undefined || at === undefined) return;
        const fits = extent.height * READABLE <= cy.height() - 2 * MARGIN;
        cy.viewport({
            zoom: READABLE,
            pan: {
                x: Math.max(MARGIN, cy.width() * 0.12) - READABLE * (at.x - cause.width / 2),
                y: cy.height() / 2 - READABLE * (fits ? extent.y : at.y),
            },
        });
    };
    begin();
    let untouched = true;
    cy.on('pinchzoom scrollzoom dragpan', () => {
        untouched = false;
    });
    const hold = (on: boolean): void => {
        cy.userZoomingEnabled(on);
        cy.userPanningEnabled(on);
        container.style.touchAction = on ? 'none' : 'pan-y';
    };
    hold(false);
    return {
        hold,
        resize: () => {
            cy.resize();
            if (untouched) begin();
            redraw();
        },
        recolor: (next) => {
            cy.style(sheet(next));
            dots?.recolor(next);
            redraw();
        },
        select: (entity) => {
            cy.batch(() => {
                choose(cy, drawing, positions, entity);
            });
        },
        reveal: (entity) => {
            const node = cy.getElementById(entity);
            if (node.empty()) return;
            const box = node.renderedBoundingBox();
            const seen = box.x1 >= 0 && box.y1 >= 0 && box.x2 <= cy.width() && box.y2 <= cy.height();
            const zoom = Math.max(cy.zoom(), READABLE);
            if (seen && zoom === cy.zoom()) return;
            untouched = false;
            if (reducedMotion()) {
                cy.zoom(zoom);
                cy.center(node);
            } else {
                cy.animate({ zoom, center: { eles: node } }, { duration: 180 });
            }
        },
        fit: () => {
            untouched = false;
            fit();
        },
        zoomBy: (factor) => {
            untouched = false;
            cy.zoom({
                level: cy.zoom() * factor,
                renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 },
            });
        },
        neighbour: (entity, key) => nearest(drawing.nodes, positions, entity, key),
        destroy: () => {
            dots?.destroy();
            cy.destroy();
        },
    };
}

function nodeElement(node: DrawnNode, positions: Positions): cytoscape.NodeDefinition {
    return {
        data: { ...node },
        position: { ...(positions.get(node.id) ?? { x: 0, y: 0 }) },
        classes: [node.role, 'pill'],
    };
}

function edgeElement(edge: DrawnEdge): cytoscape.EdgeDefinition {
    return {
        data: {
            id: `edge ${edge.id}`,
            source: edge.from,
            target: edge.to,
            label: edge.label.replaceAll('_', ' '),
        },
        classes: [edge.path ? 'path' : edge.lit ? 'lit' : 'quiet'],
    };
}

/** Marks the chosen entity. One that is a dot becomes a labelled node for as long, together with its neighbours. */
function choose(cy: Core, drawing: Drawing, positions: Positions, entity: string | null): void {
    cy.elements('.chosen').removeClass('chosen');
    cy.elements('.passing').remove();
    if (entity === null) return;
    const edges = drawing.edges
        .filter((edge) => edge.from === entity || edge.to === entity)
        .filter((edge) => cy.getElementById(`edge ${edge.id}`).empty())
        .slice(0, NEIGHBOURS);
    const ends = new Set([entity, ...edges.flatMap((edge) => [edge.from, edge.to])]);
    const nodes = drawing.nodes.filter((node) => ends.has(node.id) && cy.getElementById(node.id).empty());
    cy.add(nodes.map((node) => nodeElement(node, positions))).addClass('passing');
    cy.add(edges.map(edgeElement)).addClass('passing');
    cy.getElementById(entity).addClass('chosen').connectedEdges().addClass('chosen');
}

function follow(
    cy: Core,
    container: HTMLElement,
    onHover: (id: string | null) => void,
    dots: Dots | null,
    onSelect: (entity: string | null) => void,
): void {
    cy.on('tap', (event: EventObject) => {
        if (event.target === cy) onSelect(dots?.at(event.position)?.id ?? null);
    });
    cy.on('tap', 'node', (event: EventObject) => {
        onSelect((event.target as cytoscape.NodeSingular).id());
    });
    cy.on('mouseover', 'node', (event: EventObject) => {
        (event.target as cytoscape.NodeSingular).addClass('hover').connectedEdges().addClass('hover');
        container.style.cursor = 'pointer';
    });
    cy.on('mouseout', 'node', (event: EventObject) => {
        (event.target as cytoscape.NodeSingular).removeClass('hover').connectedEdges().removeClass('hover');
        container.style.cursor = '';
    });
    cy.on('mousemove', (event: EventObject) => {
        if (event.target !== cy) onHover(null);
        else if (dots !== null) {
            const over = dots.at(event.position);
            container.style.cursor = over === null ? '' : 'pointer';
            onHover(over?.id ?? null);
        }
    });
}

/**
 * Cytoscape adds a `style` element for `position: relative` unless one with its id is there. The console's policy
 * forbids inline styles and the class of our container says the same, so an empty element takes that id.
 */
function withoutStyleElement(): void {
    const id = '__________cytoscape_stylesheet';
    if (document.getElementById(id) !== null) return;
    const stand = document.createElement('meta');
    stand.id = id;
    document.head.append(stand);
}
