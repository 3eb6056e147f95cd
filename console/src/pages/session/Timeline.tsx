/** The incident in order of time; below it a replay of the session from its log: at its own pace, faster, or at any moment. */
import { useEffect, useMemo, useState } from 'react';
import SessionStrip from '../../look/replay/SessionStrip';
import { useReplay } from '../../look/replay/useReplay';
import { usePast } from '../../session/useSession';
import { running, type SessionView } from '../../session/view';
import { OpenCards, Scope, useScope, type SessionScope } from './cards';
import { Feed } from './Feed';
import { Incident } from './Incident';

interface Props {
    view: SessionView;
    /** Reads the session again: the log has the time of each event, the stream does not. */
    onReread: () => void;
}

export default function Timeline({ view, onReread }: Props) {
    const events = useMemo(() => view.events.slice(), [view.events]);
    const replay = useReplay(events);
    const past = usePast(view, replay.position);
    const [cards] = useState(() => new OpenCards());
    const around = useScope();
    const scope = useMemo<SessionScope>(
        () => ({ ...around, cards, lit: null, evidence: past.evidence, live: replay.position === null }),
        [around, cards, past.evidence, replay.position],
    );
    const still = running(view);
    useEffect(() => {
        if (!still && view.events.at(view.events.length - 1)?.timestamp === undefined) {
            onReread();
        }
        // Once when it is opened and once when the turn ends; not with each event.
        // eslint-disable-next-line react-hooks/exhaustive-deps
    }, [still]);
    return (
        <div className="timeline">
            <Incident view={view} />
            <section className="timeline" aria-label="Replay">
                <h2>Replay of the investigation</h2>
                <SessionStrip events={events} replay={replay} running={still} />
                <Scope value={scope}>
                    <Feed view={past} follow={replay.playing} />
                </Scope>
            </section>
        </div>
    );
}
