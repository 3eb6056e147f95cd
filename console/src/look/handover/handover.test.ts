import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../protocol';
import { emptyView, fold } from '../../session/fold';
import { readFindings } from '../findings';
import { namesOf } from '../names';
import { NO_STYLES, readTopology } from '../topology/model';
import { markdownHtml, toHtmlReport } from './html';
import { toMarkdown } from './markdown';
import { picturesOf } from './pictures';
import { fenced, plain, tamed } from './safe';

const HOSTILE = `</pre><script>alert(1)</script>"'><img src=x onerror=alert(2)> ![x](https://evil.example/p.png) [y](javascript:alert(3))`;

function hostileSession() {
    let seq = 0;
    const event = (name: string, data: object): SessionEvent => ({
        seq: ++seq,
        name,
        data: JSON.stringify(data),
    });
    return fold(emptyView({ id: 'ses-1', environment: HOSTILE, orchestrator: HOSTILE }), [
        event('user_message', { text: `# ${HOSTILE}\n\`\`\`\nfence` }),
        event('tool_call.start', { id: 'c', step: 1, agent: HOSTILE, query: HOSTILE, key: 'x-E1' }),
        event('tool_call.complete', {
            id: 'c',
            step: 1,
            agent: HOSTILE,
            query: HOSTILE,
            response: `${HOSTILE}|x`,
        }),
        event('diagnosis', {
            verdict: HOSTILE,
            root_causes: [{ entity: HOSTILE }],
            affected: [{ entity: 'b' }],
            propagation: [{ from: HOSTILE, to: 'b' }],
        }),
        event('message.start', { id: 'm' }),
        event('message.complete', {
            id: 'm',
            text: `## Root cause: **x** [E1]\n\n${HOSTILE}\n\n<details>html</details>\n\n[ref]\n\n[ref]: javascript:alert(4)`,
        }),
        event('error', { message: HOSTILE }),
    ]);
}

/** What a browser would make of it: no script, no handler, no address but data, web and mail. */
function harmless(html: string): void {
    const page = new DOMParser().parseFromString(html, 'text/html');
    expect(page.querySelectorAll('script, iframe, object, embed, link, form, base').length).toBe(0);
    for (const element of page.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
            expect(name.startsWith('on')).toBe(false);
            if (name === 'src') expect(value).toMatch(/^data:image\/svg\+xml/);
            if (name === 'href') expect(value).toMatch(/^(https?:|mailto:|#)/);
        }
    }
}

describe('the report', () => {
    const view = hostileSession();
    const topology = readTopology({
        nodes: [
            { id: HOSTILE, label: HOSTILE, properties: {} },
            { id: 'b', label: 'Service', properties: {} },
        ],
        edges: [{ id: 'e', source: 'b', target: HOSTILE, label: 'needs', properties: {} }],
    });
    const findings = readFindings(view.turns[0]?.diagnosis?.raw);
    const pictures = picturesOf(view, topology, NO_STYLES, new Map(), findings);
    const html = toHtmlReport(
        view,
        findings,
        namesOf(topology),
        pictures,
        'https://noc.example/sessions/ses-1?a="b"',
    );

    it('is harmless whatever alerts, tools and models wrote', () => {
        harmless(html);
        expect(html).toContain("default-src 'none'");
        expect(new DOMParser().parseFromString(html, 'text/html').body.textContent).toContain('alert(1)');
    });

    it('holds its pictures, which are harmless too', () => {
        expect(pictures.map((picture) => picture.wide)).toEqual([true]);
        for (const { svg } of pictures) {
            const page = new DOMParser().parseFromString(svg, 'image/svg+xml');
            expect(page.querySelector('parsererror, script, image, foreignObject, a')).toBeNull();
        }
        const sources = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('img')].map(
            (one) => one.src,
        );
        expect(sources.length).toBe(1);
        expect(decodeURIComponent(sources[0] ?? '')).toContain('<svg xmlns');
    });

    it('links what answers cite to the row of the call', () => {
        const page = new DOMParser().parseFromString(html, 'text/html');
        expect(page.querySelector('a[href="#evidence-E1"]')?.textContent).toBe('E1');
        expect(page.getElementById('evidence-E1')?.tagName).toBe('TR');
    });

    it('draws Markdown and leaves out HTML, images and unsafe links', () => {
        const made = markdownHtml(
            '**bold** <b onclick=x>no</b> ![alt](http://x/y.png) [a](vbscript:x) [b](https://ok.example)\n\n| a |\n|---|\n| 1 |',
        );
        harmless(made);
        expect(made).toContain('<strong>bold</strong>');
        expect(made).toContain('<table>');
        expect(made).toContain('href="https://ok.example"');
        expect(made).toContain('<span>alt</span>');
    });
});

describe('the Markdown', () => {
    it('is harmless to whatever shows it', () => {
        const markdown = toMarkdown(
            hostileSession(),
            readFindings(hostileSession().turns[0]?.diagnosis?.raw),
            new Map(),
            'https://noc.example/sessions/ses-1',
        );
        harmless(markdownHtml(markdown));
        const outside = markdown.replace(/(`{3,})text\n[\s\S]*?\n\1/g, '');
        expect(outside).not.toMatch(/<script|<img|<details/);
        expect(outside).not.toMatch(/(?<!\\)!\[/);
        expect(outside).not.toMatch(/\]\(javascript:|\]:\s*javascript:/);
        expect(markdown).toContain('\n## Alert\n');
    });

    it('fences texts that hold fences', () => {
        expect(fenced('a\n```\nb')).toBe('````text\na\n```\nb\n````');
    });

    it('escapes texts so that they stay texts', () => {
        const made = markdownHtml(plain('# *a* _b_ `c` [d](e) | <f> 1. g\n- h'));
        const page = new DOMParser().parseFromString(made, 'text/html');
        expect(page.body.textContent.trim()).toBe('# *a* _b_ `c` [d](e) | <f> 1. g - h');
        expect(page.querySelectorAll('em, code, a, h1, li, table').length).toBe(0);
    });

    it('leaves ids, dates and words with underscores as they are', () => {
        for (const text of ['OPT-AST-BRN-1', 'ses-5q_x', '2026-06-16 14:37', 'IP_LINK_DOWN (major)!']) {
            expect(plain(text)).toBe(text);
        }
    });

    it('puts the answer before the alert', () => {
        const markdown = toMarkdown(hostileSession());
        expect(markdown.indexOf('\n## Answer')).toBeLessThan(markdown.indexOf('\n## Alert'));
    });

    it('keeps good links and takes the address from bad ones', () => {
        expect(
            tamed(
                '[a](https://x.example/y) [b](javascript:alert) [c](&#106;avascript:x) [d]( data:text/html,x)',
            ),
        ).toBe('[a](https://x.example/y) [b](#) [c](#) [d](#)');
    });
});
