import { useMemo } from 'react';
import { allCalls, type SessionView } from '../../session/view';
import { Icon } from '../../ui/Icon';
import { unmarked } from '../../ui/text';
import { Timed } from '../../ui/Timed';
import { agentName, headline } from './CallCard';
import { useScope } from './cards';

/** What is beside the feed on wide screens: the turns, and the evidence there is. */
export function Glance({ view }: { view: SessionView }) {
    const { incident, openEvidence, lit } = useScope();
    const cited = useMemo(() => {
        const names = new Map(
            [...view.evidence].filter(([id, call]) => id !== call).map(([id, call]) => [call, id]),
        );
        return allCalls(view)
            .filter((call) => names.has(call.id) && call.state !== 'cancelled')
            .slice(0, 60)
            .map((call) => ({ call, id: names.get(call.id) ?? '' }));
    }, [view]);
    return (
        <aside className="glance" aria-label="At a glance">
            {view.turns.length > 1 && (
                <nav aria-label="Turns">
                    <h2>Turns</h2>
                    <ol className="glance-list">
                        {view.turns.map((turn) => (
                            <li key={turn.index}>
                                <a href={`#turn-${turn.index}`}>
                                    <span className="glance-id">
                                        {turn.index === 0 ? 'Alert' : turn.index}
                                    </span>
                                    <span className="clamp-1">{turn.text.split('\n')[0]}</span>
                                </a>
                            </li>
                        ))}
                    </ol>
                </nav>
            )}
            {cited.length > 0 && (
                <nav aria-label="Evidence">
                    <h2>Evidence</h2>
                    <ol className="glance-list">
                        {cited.map(({ call, id }) => (
                            <li key={call.id}>
                                <button
                                    type="button"
                                    aria-current={lit === call.id ? 'true' : undefined}
                                    onClick={() => openEvidence(call.id)}
                                >
                                    <span className="evidence-id">{id}</span>
                                    <span>
                                        <span className="glance-who">{agentName(call.agent)}</span>
                                        <span className="clamp-2 quiet">
                                            <Timed
                                                text={unmarked(call.response ?? headline(call.query))}
                                                incident={incident}
                                            />
                                        </span>
                                    </span>
                                    {call.state === 'failed' && <Icon name="cross" label="failed" />}
                                </button>
                            </li>
                        ))}
                    </ol>
                </nav>
            )}
        </aside>
    );
}
