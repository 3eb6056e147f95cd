/** Markdown cut at empty lines outside of fenced code: blocks that stay as they are while the text grows at its end. */
export function blocks(text: string): string[] {
    const all: string[] = [];
    let block: string[] = [];
    let fence: string | null = null;
    for (const line of text.split('\n')) {
        const inside = fence !== null;
        const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
        if (mark !== undefined) {
            if (fence === null) {
                fence = mark;
            } else if (mark.startsWith(fence)) {
                fence = null;
            }
        }
        // A line that is indented belongs to what is above it, also after an empty one.
        if (
            !inside &&
            line.trim() !== '' &&
            !/^\s/.test(line) &&
            block.at(-1)?.trim() === '' &&
            !inList(block, line)
        ) {
            all.push(block.join('\n'));
            block = [];
        }
        block.push(line);
    }
    if (block.length > 0) {
        all.push(block.join('\n'));
    }
    return all;
}

const ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])\s/;

/** A list with empty lines between its items is one list. */
function inList(block: string[], line: string): boolean {
    return ITEM.test(line) && ITEM.test(block[0] ?? '');
}
