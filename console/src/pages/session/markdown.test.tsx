import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { blocks } from './blocks';
import { OpenCards, Scope, type SessionScope } from './cards';
import Markdown from './Markdown';

const opened: string[] = [];
const scope: SessionScope = {
    sessionId: 's',
    environment: 'x',
    cards: new OpenCards(),
    evidence: new Map([
        ['E1', 'call-a'],
        ['E2', 'call-b'],
        ['call-a', 'call-a'],
    ]),
    lit: null,
    openEvidence: (call) => opened.push(call),
    openMap: () => undefined,
    openChart: () => undefined,
    incident: Date.parse('2026-06-16T14:40:00Z'),
    earlier: { missing: 0, reading: false, read: () => Promise.resolve(true), trim: () => undefined },
    connected: true,
    live: true,
};

function html(text: string) {
    return render(
        <Scope value={scope}>
            <Markdown text={text} streaming={false} />
        </Scope>,
    ).container;
}

describe('an answer', () => {
    it('links the evidence it cites, and only what there is', () => {
        const links = [...html('Because [E1, E2], not [E9]; see call-a and `E1`.').querySelectorAll('a')];
        expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
            ['E1', '?evidence=call-a'],
            ['E2', '?evidence=call-b'],
            ['call-a', '?evidence=call-a'],
        ]);
        links[1]!.click();
        expect(opened).toEqual(['call-b']);
    });

    it('shows HTML as text, and asks for no picture', () => {
        const page = html(
            'Look: <script>x</script><img src=x onerror=y> ![p](https://evil.example/p.png) [j](javascript:z) [d](data:text/html,z)',
        );
        expect(page.querySelectorAll('script, img, a, [onerror]')).toHaveLength(0);
        expect(page.textContent).toContain('<script>x</script><img src=x onerror=y>');
        expect(page.textContent).toContain('[picture: p]');
    });
});

describe('blocks', () => {
    it('are the text when put together', () => {
        const text = '# a\n\nb\nb\n\n- c\n\n- d\n\n  e\n\n```\nf\n\ng\n```\n\nh\n';
        expect(blocks(text).join('\n')).toBe(text);
    });

    it('keep lists and fenced code in one piece', () => {
        expect(blocks('a\n\n- b\n\n- c\n\n  d\n\n```\ne\n\nf\n```')).toEqual([
            'a\n',
            '- b\n\n- c\n\n  d\n',
            '```\ne\n\nf\n```',
        ]);
    });
});
