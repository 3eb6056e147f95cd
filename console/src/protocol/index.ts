export type * from './events';
export type * from './json';
export type * from './environment';
export type * from './sessions';
export { NEEDS_APPROVAL, STATUSES } from './sessions';
export { isObject, list, number, objects, parseObject, text, texts, time } from './json';
