/** Evidence ids in the text of an answer become links; only those that are known, so that nothing leads nowhere. */
import type { Link, Nodes, Parent, Text } from 'mdast';
import { timesIn } from '../../look/times';

const SCHEME = '#evidence=';
const TIME = '#time=';

/** What evidence is called: `E12`, or the id of a call as the server makes them, which orchestrators may cite as it is. */
const CITED = /\b(?:E\d{1,4}|call-[A-Za-z0-9_-]{1,80})\b/g;

export function citations(known: ReadonlyMap<string, string>) {
    return () => (tree: Nodes) => {
        if (known.size > 0) {
            replaceTexts(tree, (node) => split(node, known));
        }
    };
}

function replaceTexts(node: Nodes, replace: (node: Text) => (Text | Link)[]): void {
    if (!('children' in node) || node.type === 'link' || node.type === 'linkReference') {
        return;
    }
    const parent = node as Parent;
    const children: Parent['children'] = [];
    for (const child of parent.children) {
        if (child.type === 'text') {
            children.push(...replace(child));
        } else {
            replaceTexts(child, replace);
            children.push(child);
        }
    }
    parent.children = children;
}

function split(node: Text, known: ReadonlyMap<string, string>): (Text | Link)[] {
    const pieces: (Text | Link)[] = [];
    let from = 0;
    for (const match of node.value.matchAll(CITED)) {
        const call = known.get(match[0]);
        if (call === undefined) {
            continue;
        }
        if (match.index > from) {
            pieces.push({ type: 'text', value: node.value.slice(from, match.index) });
        }
        pieces.push({
            type: 'link',
            url: SCHEME + encodeURIComponent(call),
            children: [{ type: 'text', value: match[0] }],
        });
        from = match.index + match[0].length;
    }
    if (pieces.length === 0) {
        return [node];
    }
    if (from < node.value.length) {
        pieces.push({ type: 'text', value: node.value.slice(from) });
    }
    return pieces;
}

/** The call that a link of ours leads to. */
export function citedCall(href: string | undefined): string | undefined {
    return href?.startsWith(SCHEME) ? decodeURIComponent(href.slice(SCHEME.length)) : undefined;
}

/** Instants in the text of an answer become links that carry them, for the page to show as times. */
export function instants(incident: number | null) {
    return () => (tree: Nodes) => {
        replaceTexts(tree, (node) =>
            timesIn(node.value, incident).map((piece) =>
                piece.at === null
                    ? { type: 'text', value: piece.text }
                    : {
                          type: 'link',
                          url: TIME + String(piece.at),
                          children: [{ type: 'text', value: piece.text }],
                      },
            ),
        );
    };
}

/** The instant that a link of ours carries, in epoch milliseconds. */
export function linkedInstant(href: string | undefined): number | undefined {
    const at = href?.startsWith(TIME) ? Number(href.slice(TIME.length)) : NaN;
    return Number.isSafeInteger(at) && Math.abs(at) < 8.64e15 ? at : undefined;
}
