/** A session with its whole log, for reports; the page itself has only the end of it. */
import { readLog } from '../api/endpoints';
import { emptyView, fold } from './fold';
import type { SessionView } from './view';
import { eventOf } from './window';

export async function wholeOf(view: SessionView): Promise<SessionView> {
    if (view.missing === 0) {
        return view;
    }
    return fold(emptyView(view), (await readLog(view.id, view.seq)).map(eventOf));
}
