import { memo } from 'react';
import { number, objects, text, type Diagnosis } from '../../protocol';
import { Icon } from '../../ui/Icon';
import { percent, verdictLabel, verdictTone } from '../../ui/text';
import { count, plural } from '../../ui/time';
import { useScope } from './cards';

/** The diagnosis of an earlier turn in short: the verdict, the cause and what is affected. */
export const Conclusion = memo(function Conclusion({ diagnosis }: { diagnosis: Diagnosis }) {
    const { openMap } = useScope();
    const causes = diagnosis.rootCauses.filter((cause) => cause.entity !== '').slice(0, 3);
    const hit = affected(diagnosis);
    return (
        <section className={`verdict tone-${verdictTone(diagnosis.verdict)}`} aria-label="Conclusion">
            <header>
                <h3>{verdictLabel(diagnosis.verdict) || 'Conclusion'}</h3>
                {diagnosis.partial && <span className="tag">partial</span>}
            </header>
            {causes.map((cause) => (
                <div key={cause.entity} className="cause">
                    <button type="button" className="cause-name" onClick={() => openMap(cause.entity)}>
                        {cause.entity}
                    </button>
                    {cause.confidence !== undefined && (
                        <span className="confidence">
                            <meter min={0} max={1} value={cause.confidence} aria-label="Confidence" />
                            {percent(cause.confidence)}
                        </span>
                    )}
                </div>
            ))}
            {hit.length > 0 && (
                <ul className="hits">
                    {hit.map(([name, value]) => (
                        <li key={name}>
                            <b>{value}</b> {name}
                        </li>
                    ))}
                </ul>
            )}
            <SecondOpinion diagnosis={diagnosis} />
            <Claims diagnosis={diagnosis} />
        </section>
    );
});

function affected(diagnosis: Diagnosis): [string, string][] {
    const counts = new Map<string, number>();
    for (const one of objects(diagnosis.raw.affected)) {
        const impact = text(one.impact) ?? text(one.state) ?? 'affected';
        counts.set(impact, (counts.get(impact) ?? 0) + 1);
    }
    const facts: [string, string][] = [...counts].map(([impact, n]) => [
        impact.replaceAll('_', ' '),
        count(n),
    ]);
    const impact = diagnosis.raw.impact;
    if (typeof impact === 'object' && impact !== null && !Array.isArray(impact)) {
        const penalty = number(impact.penalty_per_hour) ?? 0;
        if (penalty > 0) {
            facts.push([
                'penalty per hour',
                `${count(Math.round(penalty))} ${text(impact.currency) ?? ''}`.trim(),
            ]);
        }
        for (const name of ['customers', 'users'] as const) {
            const n = number(impact[name]) ?? 0;
            if (n > 0) {
                facts.push([name, count(n)]);
            }
        }
    }
    return facts;
}

/** Whether the built-in investigator agrees with a model's conclusion. */
export function SecondOpinion({ diagnosis }: { diagnosis: Diagnosis }) {
    const opinion = diagnosis.investigator;
    if (!opinion) {
        return null;
    }
    return (
        <p className="opinion">
            <Icon name={opinion.agrees ? 'check' : 'warn'} />
            {opinion.agrees ? (
                <>The built-in investigator agrees.</>
            ) : (
                <>
                    The built-in investigator disagrees: {verdictLabel(opinion.verdict)}
                    {opinion.rootCauses.length > 0 && <> · {opinion.rootCauses.join(', ')}</>}
                </>
            )}
        </p>
    );
}

/** What the conclusion claims, and whether the evidence supports it. */
export function Claims({ diagnosis }: { diagnosis: Diagnosis }) {
    const { evidence, openEvidence } = useScope();
    if (diagnosis.claims.length === 0) {
        return null;
    }
    const unsupported = diagnosis.claims.filter((claim) => !claim.supported).length;
    return (
        <details className="claims">
            <summary>
                {plural(diagnosis.claims.length, 'claim')}
                {unsupported > 0 && (
                    <span className="warn"> · {unsupported} without support in the evidence</span>
                )}
            </summary>
            <ul>
                {diagnosis.claims.map((claim, i) => (
                    <li key={i}>
                        <Icon
                            name={claim.supported ? 'check' : 'warn'}
                            label={claim.supported ? 'supported' : 'not supported'}
                        />{' '}
                        {claim.text}{' '}
                        {claim.evidence.map((id) => {
                            const call = evidence.get(id);
                            return call === undefined ? null : (
                                <button
                                    key={id}
                                    type="button"
                                    className="link"
                                    onClick={() => openEvidence(call)}
                                >
                                    {id}
                                </button>
                            );
                        })}
                    </li>
                ))}
            </ul>
        </details>
    );
}
