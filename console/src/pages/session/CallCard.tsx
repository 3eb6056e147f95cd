import { memo } from 'react';
import { readResultCsv, readResult } from '../../api/endpoints';
import { showFailure } from '../../app/toasts';
import type { CallStep, ToolCall } from '../../session/view';
import { download } from '../../ui/copy';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { Icon, type IconName } from '../../ui/Icon';
import { unmarked } from '../../ui/text';
import { Timed } from '../../ui/Timed';
import { running, spoken, useNow } from '../../ui/time';
import { ActionCard } from './ActionCard';
import { useCard, useScope } from './cards';
import { Visualizations } from './Visualizations';

const SIGNS: Record<string, IconName> = {
    GraphExplorerAgent: 'graph',
    TelemetryAgent: 'chart',
    RunbookKBAgent: 'book',
    HistoricalTicketAgent: 'ticket',
    dispatch_field_engineer: 'dispatch',
};

/** `GraphExplorerAgent` as people say it. */
export function agentName(agent: string): string {
    return agent
        .replace(/Agent$/, '')
        .replaceAll('_', ' ')
        .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
        .replace(/ KB$/, 's');
}

/** A question without the search terms that an agent adds to it. */
export function headline(query: string): string {
    return query.replace(/\s*Search terms:[\s\S]*$/, '') || query;
}

function responseOf(call: ToolCall): string {
    if (call.state === 'cancelled') {
        return 'Cancelled before it ended.';
    }
    return unmarked(call.response ?? 'No result: the call did not end.');
}

export const CallCard = memo(function CallCard({ call }: { call: ToolCall }) {
    const { incident, lit } = useScope();
    const [open, setOpen] = useCard(call.id);
    const cited = /(?:^|-)(E\d+)$/.exec(call.key ?? '')?.[1];
    const body = `body-${call.startSeq}`;
    return (
        <article
            className={`card card-${call.state}${lit === call.id ? ' card-lit' : ''}`}
            data-call={call.id}
            aria-label={`${call.step > 0 ? `Step ${call.step}, ` : ''}${agentName(call.agent)}`}
        >
            <button
                type="button"
                className="card-head"
                aria-expanded={open}
                aria-controls={open ? body : undefined}
                onClick={() => setOpen(!open)}
            >
                <span className="card-sign">
                    <Icon name={SIGNS[call.agent] ?? 'agent'} />
                </span>
                <span className="card-what">
                    <span className="card-who">
                        {agentName(call.agent)}
                        {cited !== undefined && <span className="evidence-id">{cited}</span>}
                        {call.sideEffect && <span className="tag">side effect</span>}
                    </span>
                    <span className="card-query">
                        <Timed text={headline(call.query)} incident={incident} />
                    </span>
                </span>
                <CallState call={call} />
            </button>
            {call.state === 'running' ? (
                <div className="card-progress">
                    {call.reasoning && <p className="reasoning">{call.reasoning}</p>}
                    <Steps steps={call.steps} />
                </div>
            ) : (
                <p className={open ? 'card-response' : 'card-response clamp'}>
                    <Timed text={responseOf(call)} incident={incident} />
                </p>
            )}
            {open && call.state !== 'running' && (
                <div className="card-body" id={body}>
                    <ErrorBoundary what="what is in this card" retryOn={call}>
                        <Details call={call} />
                    </ErrorBoundary>
                </div>
            )}
        </article>
    );
});

const SIGN_OF: Record<Exclude<ToolCall['state'], 'running'>, { name: IconName; label: string }> = {
    done: { name: 'check', label: 'done' },
    failed: { name: 'cross', label: 'failed' },
    cancelled: { name: 'stop', label: 'cancelled' },
};

function CallState({ call }: { call: ToolCall }) {
    if (call.state === 'running') {
        return <Elapsed since={call.startedAt} />;
    }
    return (
        <span className={`card-state ${call.state === 'failed' ? 'bad' : 'quiet'}`}>
            <Icon {...SIGN_OF[call.state]} />
            <span className="duration">{spoken(call.duration)}</span>
        </span>
    );
}

function Elapsed({ since }: { since: number | undefined }) {
    const { connected } = useScope();
    const now = useNow(connected);
    return (
        <span className="card-state run">
            <span className="spinner" aria-hidden="true" />
            <span className="duration">{since === undefined ? 'running' : running(now - since)}</span>
        </span>
    );
}

function Steps({ steps }: { steps: readonly CallStep[] }) {
    const { incident } = useScope();
    if (steps.length === 0) {
        return null;
    }
    return (
        <ol className="steps">
            {steps.map((step) => (
                <li key={step.index} className={`step step-${step.state}`}>
                    <span className="step-sign">
                        {step.state === 'running' ? (
                            <span className="spinner" aria-hidden="true" />
                        ) : (
                            <Icon name={step.state === 'failed' ? 'cross' : 'check'} label={step.state} />
                        )}
                    </span>
                    <span className="step-query">
                        <Timed text={step.query} incident={incident} />
                    </span>
                    <span className="step-result quiet">
                        <Timed text={step.result_summary} incident={incident} />
                        {step.duration !== undefined && ` · ${spoken(step.duration)}`}
                    </span>
                </li>
            ))}
        </ol>
    );
}

function Details({ call }: { call: ToolCall }) {
    const { sessionId } = useScope();
    const fetchCsv = () => {
        readResultCsv(sessionId, call.id).then((csv) => download(`${call.id}.csv`, csv), showFailure);
    };
    const fetchJson = () => {
        readResult(sessionId, call.id).then(
            (result) => download(`${call.id}.json`, JSON.stringify(result, null, 2), 'application/json'),
            showFailure,
        );
    };
    const rows = call.visualizations.some((one) => one.type !== 'documents');
    return (
        <>
            {call.query !== headline(call.query) && <p className="small quiet">{call.query}</p>}
            {call.reasoning && <p className="reasoning">{call.reasoning}</p>}
            <Steps steps={call.steps} />
            {call.action && <ActionCard action={call.action} />}
            <Visualizations call={call} />
            <div className="card-links">
                {call.visualizations.length > 0 && (
                    <button type="button" className="button button-small" onClick={fetchJson}>
                        <Icon name="download" /> Full result
                    </button>
                )}
                {rows && (
                    <button type="button" className="button button-small" onClick={fetchCsv}>
                        <Icon name="download" /> CSV
                    </button>
                )}
                <EvidenceLinkButton call={call.id} />
            </div>
        </>
    );
}

function EvidenceLinkButton({ call }: { call: string }) {
    const { openEvidence } = useScope();
    return (
        <button
            type="button"
            className="button button-small"
            title="Puts this card in the page's address, to share it"
            onClick={() => openEvidence(call)}
        >
            <Icon name="link" /> Link to this
        </button>
    );
}
