/** Server-sent events out of pieces of text, wherever they are torn. */

export interface Frame {
    id?: string;
    event: string;
    data: string;
}

export interface FrameHandler {
    frame(frame: Frame): void;
    /** The server asks to wait so long before the next attempt, in milliseconds. */
    retry(milliseconds: number): void;
}

/** Text without a line end that is too long for any frame of this protocol: not a stream of events. */
const LONGEST_LINE = 4_000_000;

export class FrameParser {
    private rest = '';
    private id: string | undefined;
    private event = '';
    private data: string[] = [];

    constructor(private readonly handler: FrameHandler) {}

    push(text: string): void {
        this.rest += text;
        if (!text.includes('\n')) {
            if (this.rest.length > LONGEST_LINE) {
                throw new Error(`a line of over ${LONGEST_LINE} characters`);
            }
            return;
        }
        let from = 0;
        for (let end = this.rest.indexOf('\n'); end >= 0; end = this.rest.indexOf('\n', from)) {
            const line = this.rest.slice(
                from,
                this.rest.charCodeAt(end - 1) === 13 && end > from ? end - 1 : end,
            );
            from = end + 1;
            this.line(line);
        }
        this.rest = this.rest.slice(from);
    }

    private line(line: string): void {
        if (line === '') {
            this.dispatch();
            return;
        }
        const colon = line.indexOf(':');
        if (colon === 0) {
            return; // a comment: a heartbeat
        }
        const field = colon < 0 ? line : line.slice(0, colon);
        let value = colon < 0 ? '' : line.slice(colon + 1);
        if (value.startsWith(' ')) {
            value = value.slice(1);
        }
        this.field(field, value);
    }

    private field(field: string, value: string): void {
        switch (field) {
            case 'id':
                this.id = value;
                break;
            case 'event':
                this.event = value;
                break;
            case 'data':
                this.data.push(value);
                break;
            case 'retry':
                if (/^\d{1,6}$/.test(value)) {
                    this.handler.retry(Number(value));
                }
                break;
            default:
                break;
        }
    }

    private dispatch(): void {
        if (this.data.length > 0) {
            const frame: Frame = {
                event: this.event === '' ? 'message' : this.event,
                data: this.data.join('\n'),
            };
            if (this.id !== undefined) {
                frame.id = this.id;
            }
            this.handler.frame(frame);
        }
        this.id = undefined;
        this.event = '';
        this.data = [];
    }
}
