/** Conditions that end a search through earlier pages of a log. */
import { parseObject, text, type SessionEvent } from '../protocol';
import { evidenceOf } from './fold';
import type { Wanted } from './live';
import type { SessionView } from './view';

/** Any page: the next one is enough. */
export const nextPage: Wanted = () => true;

export const firstPage: Wanted = (page) => page[0]?.seq === 1;

export const aDiagnosis: Wanted = (page) => page.some((event) => event.name === 'diagnosis');

export function startOfTurn(index: number): Wanted {
    return (page) => page.some((event) => event.name === 'user_message' && event.turn === index);
}

/** The start of the call that is cited by its id, by its key, or by the agent and query that the diagnosis gives for the evidence. */
export function startOfCall(view: SessionView, cited: string): Wanted {
    const described = view.turns
        .flatMap((turn) => turn.diagnosis?.evidence ?? [])
        .filter((evidence) => evidence.id === cited);
    const isIt = (event: SessionEvent) => {
        const data = event.name === 'tool_call.start' ? parseObject(event.data) : undefined;
        return (
            data !== undefined &&
            (text(data.id) === cited ||
                evidenceOf(text(data.key)) === cited ||
                described.some((one) => one.agent === data.agent && one.query === data.query))
        );
    };
    return (page) => page.some(isIt);
}
