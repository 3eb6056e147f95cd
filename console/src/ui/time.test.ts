import { expect, it } from 'vitest';
import { bytes } from './time';

it('an amount of bytes has three digits and a unit', () => {
    expect([0, 1, 640, 999, 1_000, 12_345, 999_499, 999_500, 12_300_000, 25_100_000_000].map(bytes)).toEqual([
        '0 B',
        '1 B',
        '640 B',
        '999 B',
        '1 kB',
        '12.3 kB',
        '999 kB',
        '1 MB',
        '12.3 MB',
        '25.1 GB',
    ]);
});
