import { expect, it } from 'vitest';
import { emptyView, fold } from './fold';
import { rowsOf } from './rows';

function rows(...events: [string, object][]) {
    const all: [string, object][] = [['user_message', { text: 'a' }], ...events];
    const view = fold(
        emptyView({ id: 's' }),
        all.map(([name, data], i) => ({ seq: i + 1, name, data: JSON.stringify(data) })),
    );
    return rowsOf(view).map((row) =>
        row.kind === 'calls' ? row.calls.map((call) => call.id).join('+') : row.kind,
    );
}

const start = (id: string): [string, object] => ['tool_call.start', { id, step: 1, agent: 'A', query: 'q' }];
const end = (id: string): [string, object] => [
    'tool_call.complete',
    { id, step: 1, agent: 'A', response: 'r' },
];

it('calls that overlap are beside each other, calls after one another below each other', () => {
    expect(
        rows(start('a'), start('b'), end('a'), start('c'), end('c'), end('b'), start('d'), end('d')),
    ).toEqual(['turn', 'a+b+c', 'd', 'end']);
});

it('events during calls are below them, events between calls are between them', () => {
    expect(
        rows(
            start('a'),
            ['status', { message: 'm' }],
            end('a'),
            ['status', { message: 'n' }],
            start('b'),
            end('b'),
        ),
    ).toEqual(['turn', 'a', 'note', 'note', 'b', 'end']);
});

it('requests to a model that follow each other are one row', () => {
    const model = (key: string): [string, object] => ['model.request', { key }];
    expect(rows(model('1'), model('2'), start('a'), end('a'), model('3'))).toEqual([
        'turn',
        'models',
        'a',
        'models',
        'end',
    ]);
});

it('many at once are several rows', () => {
    const many = Array.from({ length: 30 }, (_, i) => start(`c${i}`));
    expect(rows(...many)).toHaveLength(2 + 3);
});
