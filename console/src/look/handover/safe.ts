/** Makes Markdown from elsewhere safe to pass on as Markdown to unknown viewers. */

const SAFE_URL = /^(https?:\/\/|mailto:|#)/i;

/**
 * Text as text on one line: nothing in it is taken for Markdown or HTML. Only what would be is escaped, so that ids and
 * dates stay readable where Markdown is not drawn: a hyphen means something at the beginning only, an underscore or a
 * tilde only beside a word.
 */
export function plain(text: string): string {
    return text
        .replace(/\s*\n\s*/g, ' ')
        .replace(/[\\`*[\]|]|(?<![A-Za-z0-9])[_~]|[_~](?![A-Za-z0-9])/g, '\\$&')
        .replace(/\]\(/g, ']\\(')
        .replace(/^(\s*)([#+>-]|=)/, '$1\\$2')
        .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
        .replace(/&(?=#?\w+;)/g, '&amp;')
        .replace(/</g, '&lt;');
}

/** Any text as a block of code. */
export function fenced(text: string): string {
    const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
    const fence = '`'.repeat(Math.max(3, longest + 1));
    return `${fence}text\n${text.replace(/\n+$/, '')}\n${fence}`;
}

/**
 * Markdown whose headings, lists and tables stay, and that loads and runs nothing: no HTML, no images, and links only
 * to the web, to mail and within the page.
 */
export function tamed(markdown: string): string {
    return (
        markdown
            // An image would be fetched from wherever it lies; as a link it waits for a click.
            .replace(/!(?=\[)/g, '\\!')
            .replace(/</g, '&lt;')
            .replace(/\]\(\s*([^)\s]*)/g, (whole, url: string) => (safe(url) ? whole : `](#`))
            .replace(/^([>\s]*\[[^\]]+\]:\s*)(\S+)/gm, (whole, start: string, url: string) =>
                safe(url) ? whole : `${start}#`,
            )
    );
}

function safe(url: string): boolean {
    // Character references could spell a scheme that is not seen here.
    return SAFE_URL.test(url) && !/&#|&colon;/i.test(url);
}
