import { expect, it } from 'vitest';
import { headline } from '../pages/session/CallCard';
import { unmarked, verdictLabel } from './text';

it('a list in a card has bullets and no marks of Markdown', () => {
    expect(unmarked('3 match:\n\n- **fibre-cut** Fibre `cut`: -40 dBm\n- router-down')).toBe(
        '3 match:\n\n• fibre-cut Fibre cut: -40 dBm\n• router-down',
    );
});

it('every verdict of the protocol has a label', () => {
    expect(['fault', 'no_fault', 'inconclusive', 'undetermined'].map(verdictLabel)).toEqual([
        'Fault found',
        'No fault',
        'Inconclusive',
        'Undetermined',
    ]);
});

it('the heading of a card is the question, without search terms', () => {
    expect(headline('Which runbooks apply? Search terms: OpticalLink PORT_LOS')).toBe(
        'Which runbooks apply?',
    );
    expect(headline('Search terms: PORT_LOS')).toBe('Search terms: PORT_LOS');
});
