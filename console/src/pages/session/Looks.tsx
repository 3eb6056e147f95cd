/** The views that look at the data of a session, each loaded when it is opened. */
import type { SessionView } from '../../session/view';
import type { Tab } from './tabs';

interface Props {
    tab: Exclude<Tab, 'investigation' | 'raw'>;
    view: SessionView;
    entity: string | null;
    onReread: () => void;
}

export default function Looks({ tab }: Props) {
    return <p>{tab}</p>;
}
