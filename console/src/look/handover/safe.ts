/** Making Markdown that others wrote safe to pass on as Markdown, to viewers we know nothing of. */

const SAFE_URL = /^(https?:\/\/|mailto:|#)/i;

/** Text as text: nothing in it is taken for Markdown or HTML. */
export function plain(text: string): string {
    return text
        .replace(/[\\`*_[\]{}()<>#+!|~-]/g, (sign) => (sign === '<' ? '&lt;' : `\\${sign}`))
        .replace(/\s*\n\s*/g, ' ');
}

/** Text as a block of code, whatever it holds. */
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
