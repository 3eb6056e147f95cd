const NAMED: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};

/** A text as content or attribute value of HTML and XML. Characters that XML forbids are dropped. */
export function escaped(value: string): string {
    return (
        value
            // eslint-disable-next-line no-control-regex -- these are the characters XML cannot hold
            .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
            .replace(/[&<>"']/g, (sign) => NAMED[sign] ?? '')
    );
}
