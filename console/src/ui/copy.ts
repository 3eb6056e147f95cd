import { showFailure, showToast } from '../app/toasts';

/** Puts a text on the clipboard; also where a page came over plain HTTP and browsers deny the modern way. */
export async function copyText(text: string, what: string): Promise<void> {
    try {
        if (window.isSecureContext) {
            await navigator.clipboard.writeText(text);
        } else {
            copyTheOldWay(text);
        }
        showToast(`${what} copied`);
    } catch (failure) {
        showFailure(failure);
    }
}

function copyTheOldWay(text: string): void {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'look-away';
    document.body.append(area);
    area.select();
    // Deprecated and without a successor where there is no secure context.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const copied = document.execCommand('copy');
    area.remove();
    if (!copied) {
        throw new Error('The browser does not let this page copy.');
    }
}

/** Offers a text as a file. */
export function download(name: string, content: Blob | string, type = 'text/plain'): void {
    const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
