/** Questions to ask next. */
import { isObject, type Environment } from '../../protocol';
import type { SessionView } from '../../session/view';

/** Suggestions shown at once: two lines on a desk. */
const MOST = 5;

/** What the finding answers already. */
const ANSWERED = /root cause/i;

/** Before there is a finding the pack's own examples, after it questions about the finding first. */
export function suggestionsOf(view: SessionView, config: Environment | undefined): string[] {
    const asked = new Set(view.turns.map((turn) => turn.text));
    const flows = (config?.demoFlows ?? []).flatMap((flow) => flow.steps.slice(1).map((step) => step.prompt));
    const examples = [...(config?.exampleQuestions ?? []), ...flows];
    const all =
        view.rootCause === null
            ? examples
            : [
                  ...questionsOn(view, view.rootCause),
                  ...examples.filter((question) => !ANSWERED.test(question)),
              ];
    return [...new Set(all)].filter((question) => !asked.has(question)).slice(0, MOST);
}

function questionsOn(view: SessionView, cause: string): string[] {
    const impact = view.turns.findLast((turn) => turn.diagnosis)?.diagnosis?.raw.impact;
    const counted = (name: string) => isObject(impact) && Number(impact[name] ?? 0) > 0;
    return [
        'What should be done first?',
        ...(counted('customers') ? ['Which customers are affected?'] : []),
        ...(counted('penalty_per_hour') ? ['What does this cost per hour?'] : []),
        `Has ${cause} failed before?`,
    ];
}
