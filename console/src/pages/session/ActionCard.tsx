import type { DispatchAction } from '../../protocol';
import { full } from '../../ui/time';

/** Only links that a browser opens as a page; a payload may say anything. */
function safeLink(url: string): string | undefined {
    return /^https?:\/\//i.test(url) ? url : undefined;
}

export function ActionCard({ action }: { action: DispatchAction }) {
    const map = safeLink(action.destination.maps_link);
    return (
        <section className="action" aria-label="Dispatch">
            <h4>
                {action.status === '' ? 'Dispatch' : action.status}{' '}
                <span className="quiet">{action.dispatch_id}</span>
            </h4>
            <dl className="facts">
                <Fact
                    name="Engineer"
                    value={[action.engineer.name, action.engineer.phone, action.engineer.email]}
                />
                <Fact name="Destination" value={[action.destination.description]} />
                <Fact name="Urgency" value={[action.urgency]} />
                <Fact name="When" value={[full(action.dispatch_time) || action.dispatch_time]} />
                <Fact name="Sensors" value={action.sensor_ids} />
            </dl>
            {map !== undefined && (
                <p>
                    <a href={map} target="_blank" rel="noopener noreferrer">
                        Open the location on a map
                    </a>
                </p>
            )}
            {action.email_body !== '' && (
                <details>
                    <summary>{action.email_subject === '' ? 'Email' : action.email_subject}</summary>
                    <pre className="plain">{action.email_body}</pre>
                </details>
            )}
        </section>
    );
}

function Fact({ name, value }: { name: string; value: string[] }) {
    const said = value.filter((one) => one !== '').join(' · ');
    return said === '' ? null : (
        <div>
            <dt>{name}</dt>
            <dd>{said}</dd>
        </div>
    );
}
