/** A session as a document to pass on. */
import type { SessionView } from '../session/view';
import { title } from '../ui/text';

export function markdown(view: SessionView, origin: string): string {
    return `# ${title(view.alertText)}\n\n${origin}/sessions/${view.id}\n\n${view.answerText}\n`;
}

export function report(view: SessionView, origin: string): Promise<string> {
    return Promise.resolve(markdown(view, origin));
}
