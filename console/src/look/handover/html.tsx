import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import Markdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { type SessionView, type ToolCall, type Turn, callsOf } from '../../session/view';
import { escaped } from '../escape';
import { readFindings } from '../findings';
import { evidenceId, factsOf, headline, outcome } from './markdown';
import type { Picture } from './pictures';
import { STYLE } from './style';

/**
 * A session as one HTML file: no scripts, nothing fetched from anywhere, pictures within. Opens in any browser, prints
 * well. Every text is escaped; answers go through the same Markdown as on the page, without images and HTML. For event
 * handlers: it draws on its own, so it cannot be called while a page is drawn.
 */
export function toHtmlReport(view: SessionView, pictures: readonly Picture[], link?: string): string {
    const title = headline(view);
    const raw = view.turns.findLast((turn) => turn.diagnosis !== undefined)?.diagnosis?.raw;
    const verdict = view.verdict ?? '';
    return [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        `<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>`,
        `<header><h1>${escaped(title)}</h1>`,
        verdict === ''
            ? ''
            : `<p class="verdict verdict-${verdict === 'fault' ? 'fault' : 'other'}">${escaped(verdict.replaceAll('_', ' '))}${causes(raw)}</p>`,
        `<dl>${factsOf(view)
            .map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`)
            .join('')}</dl>`,
        link === undefined || !/^https?:/.test(link)
            ? ''
            : `<p><a href="${escaped(link)}">${escaped(link)}</a></p>`,
        '</header>',
        pictures.map(figure).join(''),
        view.turns.map((turn) => turnHtml(turn, view)).join(''),
        '<footer>Made by Nocturne. What the answers cite is in the tables of tool calls.</footer></main></body></html>',
    ].join('');
}

function causes(raw: unknown): string {
    const found = readFindings(raw)?.causes.filter((one) => one.kind !== 'alternative') ?? [];
    return found.length === 0
        ? ''
        : `: <strong>${found.map((one) => escaped(one.entity)).join(', ')}</strong>`;
}

function figure(picture: Picture): string {
    return (
        `<figure class="${picture.wide ? 'wide' : 'small'}"><img alt="${escaped(picture.alt)}" src="data:image/svg+xml;utf8,${escaped(encodeURIComponent(picture.svg))}">` +
        `<figcaption>${escaped(picture.title)}</figcaption></figure>`
    );
}

function turnHtml(turn: Turn, view: SessionView): string {
    const calls = callsOf(turn);
    return [
        `<section><h2>${turn.index === 0 ? 'Alert' : `Question ${turn.index}`}</h2>`,
        turn.text.length > 400
            ? `<details open><summary>Text</summary><pre>${escaped(turn.text)}</pre></details>`
            : `<pre>${escaped(turn.text)}</pre>`,
        ...turn.answers.map(
            (answer) =>
                `<article>${answer.complete ? '' : '<p class="note">This answer is incomplete.</p>'}${markdownHtml(answer.text)}</article>`,
        ),
        turn.error === undefined
            ? ''
            : `<p class="error"><strong>Error:</strong> ${escaped(turn.error.message)}</p>`,
        calls.length === 0
            ? ''
            : `<h3>Tool calls</h3><table><thead><tr><th>Id</th><th>Agent</th><th>Query</th><th>Result</th><th>Time</th></tr></thead><tbody>${calls
                  .map((call) => row(call, evidenceId(view, call)))
                  .join('')}</tbody></table>`,
        '</section>',
    ].join('');
}

function row(call: ToolCall, evidence: string): string {
    const cells = [evidence || String(call.step), call.agent, call.query, outcome(call), call.duration ?? ''];
    const anchor = evidence === '' ? '' : ` id="evidence-${escaped(evidence)}"`;
    return `<tr${anchor} class="${call.state}">${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}

/** Markdown as HTML, by the page's own library: sanitised, links to web and mail only, images as their words. */
export function markdownHtml(markdown: string): string {
    const place = document.createElement('div');
    const root = createRoot(place);
    flushSync(() => {
        root.render(
            <Markdown
                remarkPlugins={[remarkGfm]}
                rehypePlugins={[rehypeSanitize]}
                components={{
                    img: ({ alt }) => <span>{alt}</span>,
                    a: ({ href, children }) =>
                        href !== undefined && /^(https?:|mailto:)/i.test(href) ? (
                            <a href={href} rel="noreferrer noopener">
                                {children}
                            </a>
                        ) : (
                            <span>{children}</span>
                        ),
                }}
            >
                {markdown}
            </Markdown>,
        );
    });
    const html = linkedEvidence(place);
    root.unmount();
    return html;
}

/** Makes `[E4]` in texts lead to the row of that tool call. */
function linkedEvidence(place: HTMLElement): string {
    const copy = place.cloneNode(true) as HTMLElement;
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (walker.nextNode() !== null) {
        const node = walker.currentNode as Text;
        if (/\bE\d{1,4}\b/.test(node.data) && node.parentElement?.closest('a, code') === null)
            found.push(node);
    }
    for (const node of found) {
        const pieces = node.data.split(/\b(E\d{1,4})\b/);
        node.replaceWith(
            ...pieces.map((piece, index) => {
                if (index % 2 === 0) return piece;
                const link = document.createElement('a');
                link.href = `#evidence-${piece}`;
                link.textContent = piece;
                return link;
            }),
        );
    }
    return copy.innerHTML;
}
