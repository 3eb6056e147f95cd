import { useMemo } from 'react';
import { clockZone, dateTime } from '../../look/format';
import { named, namesOf } from '../../look/names';
import { actionsOf, hitsOf, impactFacts, kindWord, summaryOf } from '../../look/summary';
import { impactWord } from '../../look/topology/story';
import type { SessionView } from '../../session/view';
import { copyText } from '../../ui/copy';
import { Icon } from '../../ui/Icon';
import { percent, verdictLabel, verdictTone } from '../../ui/text';
import { Timed } from '../../ui/Timed';
import { useScope } from './cards';
import { Claims, SecondOpinion } from './Conclusion';
import { aDiagnosis } from '../../session/find';
import { useFindings } from './useFindings';
import { useTopology } from './useTopology';

/** Root causes that are equally likely; more make the card a list. */
const CAUSES = 3;
/** Named entities on the card; the map has all. */
const NAMED = 6;

/** The answer on top of a session: verdict, cause, who is affected, what to do next. */
export function VerdictCard({ view }: { view: SessionView }) {
    const { openMap, openChart } = useScope();
    const findings = useFindings(view);
    const { topology } = useTopology(findings === null ? '' : view.environment);
    const names = useMemo(() => namesOf(topology ?? { nodes: [] }), [topology]);
    const diagnosis = view.turns.findLast((turn) => turn.diagnosis)?.diagnosis;
    if (!diagnosis || findings === null) {
        return view.verdict === null || view.missing === 0 ? null : (
            <EarlierVerdict view={view} verdict={view.verdict} />
        );
    }
    const causes = findings.causes.filter((one) => one.kind !== 'alternative').slice(0, CAUSES);
    const facts = impactFacts(diagnosis.raw);
    const next = actionsOf(diagnosis.raw)[0];
    const copy = () =>
        copyText(
            summaryOf(
                findings,
                diagnosis.raw,
                names,
                `${window.location.origin}${window.location.pathname}?at=answer`,
            ),
            'Summary',
        );
    return (
        <section
            id="answer"
            className={`verdict tone-${verdictTone(diagnosis.verdict)}`}
            aria-label="Conclusion"
        >
            <header>
                <h2>{verdictLabel(diagnosis.verdict) || 'Conclusion'}</h2>
                {diagnosis.partial && <span className="tag">partial</span>}
                <button
                    type="button"
                    className="button button-small verdict-copy"
                    onClick={() => void copy()}
                >
                    <Icon name="copy" /> Copy summary
                </button>
            </header>
            {causes.map((cause) => (
                <div key={cause.entity} className="cause">
                    <button type="button" className="cause-name" onClick={() => openMap(cause.entity)}>
                        {named(cause.entity, names)}
                    </button>
                    {cause.label !== '' && <span className="quiet">{kindWord(cause.label)}</span>}
                    {cause.since !== null && (
                        <span className="quiet">
                            failing since{' '}
                            <time
                                dateTime={new Date(cause.since).toISOString()}
                                title={dateTime(cause.since)}
                            >
                                {clockZone(cause.since)}
                            </time>
                        </span>
                    )}
                    {cause.confidence !== null && (
                        <span className="confidence">
                            <meter min={0} max={1} value={cause.confidence} aria-label="Confidence" />
                            {percent(cause.confidence)}
                        </span>
                    )}
                    <button type="button" className="link" onClick={() => openChart(cause.entity)}>
                        Show chart
                    </button>
                </div>
            ))}
            {hitsOf(findings, names).map((hit) => (
                <p key={hit.impact} className="hit">
                    <b>{impactWord(hit.impact)}:</b> {hit.counts}
                    {hit.named.length > 0 && ' · '}
                    {hit.named.slice(0, NAMED).map((one, i) => (
                        <span key={one.entity}>
                            {i > 0 && ', '}
                            <button type="button" className="link" onClick={() => openMap(one.entity)}>
                                {named(one.entity, names)}
                            </button>
                        </span>
                    ))}
                    {hit.named.length > NAMED && ` and ${hit.named.length - NAMED} more`}
                </p>
            ))}
            {facts.length > 0 && (
                <ul className="hits">
                    {facts.map((fact) => (
                        <li key={fact}>
                            <b>{fact}</b>
                        </li>
                    ))}
                </ul>
            )}
            {next && (
                <p className="hit">
                    <b>Next:</b> <Timed text={next.text} incident={findings.time} />
                    {next.needsApproval && <span className="tag">needs approval</span>}
                </p>
            )}
            <SecondOpinion diagnosis={diagnosis} />
            <Claims diagnosis={diagnosis} />
        </section>
    );
}

/** What the server says of a conclusion that is among the events which are not loaded. */
function EarlierVerdict({ view, verdict }: { view: SessionView; verdict: string }) {
    const { earlier, openMap } = useScope();
    const { rootCause } = view;
    return (
        <section id="answer" className={`verdict tone-${verdictTone(verdict)}`} aria-label="Conclusion">
            <header>
                <h2>{verdictLabel(verdict)}</h2>
                <button
                    type="button"
                    className="button button-small verdict-copy"
                    disabled={earlier.reading}
                    onClick={() => void earlier.read(aDiagnosis)}
                >
                    Load the conclusion
                </button>
            </header>
            {rootCause !== null && (
                <div className="cause">
                    <button type="button" className="cause-name" onClick={() => openMap(rootCause)}>
                        {rootCause}
                    </button>
                </div>
            )}
        </section>
    );
}
