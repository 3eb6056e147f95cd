/** Words too common to mark. */
const COMMON = new Set(
    'a an and any are as at be by did do does for from had has have how if in into is it its last many more most no not now of on or so than that the their then there these this to was were what when where which who why will with'.split(
        ' ',
    ),
);

/** More words than these would mark most of the text. */
const WORDS = 40;

/** The words of a query that are worth marking, longest first: ids whole, and the words within them. */
export function terms(query: string): string[] {
    const whole = query.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_./-]*[\p{L}\p{N}]/gu) ?? [];
    const parts = whole.flatMap((one) => one.split(/[_./-]/));
    return [...new Set([...whole, ...parts])]
        .filter((one) => one.length >= 3 && !COMMON.has(one) && !/^\d{1,3}$/.test(one))
        .sort((one, other) => other.length - one.length)
        .slice(0, WORDS);
}

export interface Piece {
    text: string;
    marked: boolean;
}

/** Cuts a text where words of the query begin. The pieces put together are the text. */
export function pieces(text: string, words: readonly string[]): Piece[] {
    if (words.length === 0 || text === '') return text === '' ? [] : [{ text, marked: false }];
    const pattern = words.map((one) => one.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
    const found: Piece[] = [];
    let end = 0;
    for (const match of text.matchAll(
        new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})[\\p{L}\\p{N}]{0,3}`, 'giu'),
    )) {
        if (match.index > end) found.push({ text: text.slice(end, match.index), marked: false });
        found.push({ text: match[0], marked: true });
        end = match.index + match[0].length;
    }
    if (end < text.length) found.push({ text: text.slice(end), marked: false });
    return found;
}
