import { dateTime } from '../look/format';
import { timesIn } from '../look/times';

/** A sentence whose instants are shown in the reader's zone; the full time is on hover. */
export function Timed({ text, incident }: { text: string; incident: number | null }) {
    return timesIn(text, incident).map((piece, i) =>
        piece.at === null ? (
            piece.text
        ) : (
            <time key={i} dateTime={new Date(piece.at).toISOString()} title={dateTime(piece.at)}>
                {piece.text}
            </time>
        ),
    );
}
