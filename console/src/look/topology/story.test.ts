import { describe, expect, it } from 'vitest';
import { readFindings } from '../findings';
import { drawing } from './drawing';
import { focus } from './focus';
import { inkOn, tile } from './icons';
import { around, layered } from './layout';
import { NO_STYLES, readStyles, readTopology } from './model';
import { graphSvg } from './picture';
import { nearest } from './places';
import { derive } from './story';

const node = (id: string, label: string) => ({ id, label, properties: {} });
const edge = (source: string, label: string, target: string) => ({
    id: `${label}:${source}->${target}`,
    source,
    target,
    label,
    properties: {},
});

const topology = readTopology({
    nodes: [
        node('OPT-1', 'OpticalLink'),
        node('SITE-A', 'Site'),
        node('IP-1', 'IpLink'),
        node('PATH-1', 'Path'),
        node('SVC-1', 'Service'),
        node('SVC-2', 'Service'),
        node('ELSEWHERE', 'Site'),
    ],
    edges: [
        edge('OPT-1', 'ends_at', 'SITE-A'),
        edge('IP-1', 'rides_on', 'OPT-1'),
        edge('PATH-1', 'traverses', 'IP-1'),
        edge('SVC-1', 'routed_on', 'PATH-1'),
        edge('SVC-2', 'routed_on', 'PATH-1'),
    ],
});

const diagnosis = {
    verdict: 'fault',
    root_causes: [
        {
            entity: 'OPT-1',
            kind: 'root_cause',
            confidence: 1,
            since: '2026-06-16T14:37:13Z',
            evidence: ['E4'],
        },
        { entity: 'SITE-A', kind: 'alternative', confidence: 0.004, evidence: ['E4'] },
    ],
    propagation: [
        { from: 'PATH-1', to: 'SVC-1', relation: 'routed_on', evidence: ['E5'] },
        { from: 'OPT-1', to: 'IP-1', relation: 'rides_on', evidence: ['E5'] },
        { from: 'IP-1', to: 'PATH-1', relation: 'traverses', evidence: ['E5'] },
    ],
    affected: [
        { entity: 'SVC-1', impact: 'down', observed: true, evidence: ['E5'] },
        { entity: 'IP-1', impact: 'at_risk', observed: false, evidence: ['E5'] },
        { entity: 'PATH-1', impact: 'degraded', observed: true, evidence: ['E5'] },
    ],
};

describe('the story of a diagnosis', () => {
    const story = derive(topology, readFindings(diagnosis));

    it('finds the relations that the failure went along, against their direction', () => {
        expect(story.path.map(({ id, from, to, known }) => [id, from, to, known])).toEqual([
            ['routed_on:SVC-1->PATH-1', 'PATH-1', 'SVC-1', true],
            ['rides_on:IP-1->OPT-1', 'OPT-1', 'IP-1', true],
            ['traverses:PATH-1->IP-1', 'IP-1', 'PATH-1', true],
        ]);
    });

    it('counts the steps from the root cause', () => {
        expect([...story.highlights].map(([id, one]) => [id, one.role, one.hops])).toEqual([
            ['OPT-1', 'cause', 0],
            ['SVC-1', 'affected', 3],
            ['IP-1', 'affected', 1],
            ['PATH-1', 'affected', 2],
            ['SITE-A', 'candidate', null],
        ]);
    });

    it('says why an entity is highlighted and by which evidence', () => {
        expect(story.highlights.get('SVC-1')).toMatchObject({
            why: [
                'Down, seen in the data.',
                'The failure came from PATH-1 (routed on).',
                '3 steps from the root cause.',
            ],
            evidence: ['E5'],
        });
        expect(story.highlights.get('OPT-1')?.why).toEqual([
            'Root cause, confidence over 99%, failing since 16 Jun 2026, 16:37:13 (UTC+2).',
        ]);
    });

    it('highlights no cause when there is no fault', () => {
        const none = derive(
            topology,
            readFindings({ ...diagnosis, verdict: 'no_fault', affected: [], propagation: [] }),
        );
        expect(none.highlights.size).toBe(0);
        expect(none.rootCauses).toEqual([]);
    });

    it('keeps a step that the topology does not know, and names unknown entities', () => {
        const odd = derive(
            topology,
            readFindings({
                verdict: 'fault',
                root_causes: ['GHOST'],
                propagation: [{ from: 'SITE-A', to: 'SVC-2' }, { from: 1 }, 'nonsense'],
                affected: [{ entity: 'SVC-2', impact: 'on fire' }],
            }),
        );
        expect(odd.path).toEqual([
            { id: 'propagation:SITE-A->SVC-2', from: 'SITE-A', to: 'SVC-2', relation: '', known: false },
        ]);
        expect(odd.unknown).toEqual(['GHOST']);
        expect(odd.highlights.get('SVC-2')?.impact).toBe('affected');
    });

    it('takes entities that the alert names as context, below any finding', () => {
        const named = derive(topology, readFindings(diagnosis), ['ELSEWHERE', 'SVC-1', 'GHOST']);
        expect(named.highlights.get('ELSEWHERE')?.role).toBe('context');
        expect(named.highlights.get('SVC-1')?.role).toBe('affected');
        expect(named.highlights.has('GHOST')).toBe(false);
    });

    it('reads any payload without failing', () => {
        for (const payload of [
            null,
            7,
            'x',
            [],
            {},
            { root_causes: 7, affected: { a: 1 }, propagation: null },
        ]) {
            expect(derive(topology, readFindings(payload)).rootCauses).toEqual([]);
        }
    });
});

describe('what is shown first', () => {
    const story = derive(topology, readFindings(diagnosis));

    it('is the cause, its effects and its neighbours', () => {
        expect(focus(topology, story)).toEqual({
            nodes: ['OPT-1', 'IP-1', 'PATH-1', 'SVC-1', 'SITE-A'],
            left: 0,
        });
    });

    it('never shows an effect without the way to it, and counts what is left out', () => {
        expect(focus(topology, story, 3)).toEqual({ nodes: ['OPT-1', 'IP-1', 'PATH-1'], left: 2 });
    });

    it('is the busiest entities when nothing is known', () => {
        expect(focus(topology, derive(topology, null), 2).nodes).toEqual(['PATH-1', 'OPT-1']);
    });
});

describe('the picture', () => {
    const story = derive(topology, readFindings(diagnosis));
    const all = new Set(topology.nodes.map((one) => one.id));

    it('has the cause to the left of what it hit', () => {
        const shown = drawing(topology, NO_STYLES, story, new Set(focus(topology, story).nodes));
        const at = layered(shown);
        const xs = ['OPT-1', 'IP-1', 'PATH-1', 'SVC-1'].map((id) => at.get(id)?.x ?? NaN);
        expect(xs).toEqual([...xs].sort((one, other) => one - other));
        expect(at.get('SITE-A')?.x).toBeLessThan(xs[0] ?? NaN);
    });

    it('places everything of a large topology, each entity once', () => {
        const shown = drawing(topology, NO_STYLES, story, all);
        const at = around(shown, new Set(focus(topology, story).nodes));
        expect([...at.keys()].sort()).toEqual([...all].sort());
    });

    it('leads the arrow keys from the cause to what it hit and back', () => {
        const shown = drawing(topology, NO_STYLES, story, new Set(focus(topology, story).nodes));
        const at = layered(shown);
        expect(nearest(shown.nodes, at, null, 'ArrowRight')).toBe('OPT-1');
        expect(nearest(shown.nodes, at, 'OPT-1', 'ArrowRight')).toBe('IP-1');
        expect(nearest(shown.nodes, at, 'IP-1', 'ArrowLeft')).toBe('OPT-1');
    });

    it('shows hostile names as text', () => {
        const hostile = '"><script>alert(1)</script>';
        const odd = readTopology({ nodes: [node(hostile, '<b>')], edges: [] });
        const shown = drawing(odd, NO_STYLES, derive(odd, null), new Set([hostile]));
        const svg = graphSvg(shown, layered(shown), '</title><script>');
        expect(svg).not.toContain('<script');
        expect(new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('parsererror')).toBeNull();
    });

    it('takes only plain colours and sane sizes of a pack', () => {
        expect(
            readStyles({
                nodeColors: { Site: '#5b6770', Bad: 'url(javascript:alert(1))' },
                nodeSizes: { Site: 22, Bad: -1, Huge: 1e9 },
                nodeIcons: { Site: 'building' },
            }),
        ).toEqual({
            nodeColors: { Site: '#5b6770' },
            nodeSizes: { Site: 22, Huge: 60 },
            nodeIcons: { Site: 'building' },
        });
    });

    it('writes on a tile in the ink that reads better', () => {
        expect(inkOn('#ffffff')).toBe('#10161d');
        expect(inkOn('#2f6f9f')).toBe('#ffffff');
        expect(tile('#2f6f9f', 'no such icon', '<', 32)).toContain('>?</text>');
    });
});
