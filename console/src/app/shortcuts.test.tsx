import { cleanup, render } from '@testing-library/react';
import { useLayoutEffect, type ReactNode } from 'react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { Dialog } from '../ui/Dialog';
import { useShortcuts } from './shortcuts';

// jsdom has no modal dialogs.
beforeAll(() => {
    HTMLDialogElement.prototype.showModal = function () {
        this.open = true;
    };
    HTMLDialogElement.prototype.close = function () {
        this.open = false;
    };
});

afterEach(cleanup);

const pressed: string[] = [];

function Page({ children }: { children?: ReactNode }) {
    useShortcuts({ n: () => pressed.push('n') });
    return children;
}

/** Presses the key as soon as what it contains is drawn. */
function AtOnce({ children }: { children: ReactNode }) {
    useLayoutEffect(() => {
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', cancelable: true }));
    }, []);
    return children;
}

it('a page takes its keys as soon as it is drawn', () => {
    pressed.length = 0;
    render(
        <AtOnce>
            <Page />
        </AtOnce>,
    );
    expect(pressed).toEqual(['n']);
});

it('no key reaches the page once a dialog is drawn', () => {
    pressed.length = 0;
    render(
        <AtOnce>
            <Page>
                <Dialog title="New investigation" onClose={() => undefined}>
                    text
                </Dialog>
            </Page>
        </AtOnce>,
    );
    expect(pressed).toEqual([]);
});
