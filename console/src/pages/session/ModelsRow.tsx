import { memo } from 'react';
import type { ModelCall } from '../../session/view';
import { Icon } from '../../ui/Icon';
import { count, dollars, plural, spoken } from '../../ui/time';

/** Requests to models and their answers, as one line that opens. */
export const ModelsRow = memo(
    function ModelsRow({ models }: { models: ModelCall[] }) {
        const last = models.at(-1);
        if (!last) {
            return null;
        }
        const waiting = models.some((one) => one.state === 'waiting');
        const sent = models.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
        const cost = models.reduce((sum, one) => sum + (one.cost ?? 0), 0);
        return (
            <details className="models">
                <summary>
                    {waiting ? <span className="spinner" aria-hidden="true" /> : <Icon name="model" />}
                    <span>
                        {waiting ? 'Waiting for' : 'Asked'} {last.model || last.provider || 'a model'}
                    </span>
                    <span className="quiet">
                        {plural(models.length, 'request')}
                        {sent > 0 && ` · ${(sent / 1_024).toFixed(1)} kB sent`}
                        {models.every((one) => one.local) ? ' · stays on this machine' : ''}
                        {cost > 0 && ` · ${dollars(cost)}`}
                    </span>
                </summary>
                <ol>
                    {models.map((model) => (
                        <Request key={`${model.key}-${model.seq}`} model={model} />
                    ))}
                </ol>
            </details>
        );
    },
    (before, after) =>
        before.models.length === after.models.length &&
        before.models.every((one, i) => one === after.models[i]),
);

function Request({ model }: { model: ModelCall }) {
    const replaced = Object.entries(model.replaced);
    return (
        <li>
            <p>
                <strong>{model.agent || 'agent'}</strong> → {model.host || model.provider}{' '}
                <span className="quiet">
                    {model.model}
                    {model.bytes !== undefined && ` · ${count(model.bytes)} bytes`}
                    {model.usage &&
                        ` · ${count(model.usage.input ?? 0)} in, ${count(model.usage.output ?? 0)} out`}
                    {model.duration !== undefined && ` · ${spoken(model.duration)}`}
                    {model.finishReason !== undefined && ` · ${model.finishReason}`}
                </span>
            </p>
            {replaced.length > 0 && (
                <p className="small">
                    Replaced before sending:{' '}
                    {replaced.map(([kind, times]) => `${times} × ${kind}`).join(', ')}
                </p>
            )}
            {model.reasoning !== undefined && model.reasoning !== '' && (
                <p className="reasoning">{model.reasoning}</p>
            )}
            {model.text !== undefined && model.text !== '' && <pre className="plain">{model.text}</pre>}
            {model.toolCalls.map((call) => (
                <p key={call.id} className="small">
                    <code>
                        {call.name}({call.arguments})
                    </code>
                </p>
            ))}
        </li>
    );
}
