import { isAbnormal } from '../severity';
import type { Deviation, Series } from './telemetry';

export interface Suspect {
    entity: string;
    /** Why it is here: `Root cause`, `Down`. */
    role: string;
}

export interface Metric {
    metric: string;
    series: Series | undefined;
    deviation: Deviation | undefined;
}

export interface GroupOf {
    entity: string;
    role: string;
    metrics: Metric[];
}

export const hasLine = (group: GroupOf): boolean => group.metrics.some((one) => one.series !== undefined);

/** Added to the deviation of abnormal metrics: a silent one comes before any that is as usual. */
const FIRST_OF_ALL = 1e12;

/** Puts lines and deviations together by entity and metric; within an entity the most abnormal comes first. */
export function grouped(
    suspects: readonly Suspect[],
    series: readonly Series[],
    deviations: readonly Deviation[],
): GroupOf[] {
    const metrics = new Map<string, Map<string, Metric>>();
    const metric = (entity: string, name: string): Metric => {
        const ofEntity = metrics.get(entity) ?? new Map<string, Metric>();
        metrics.set(entity, ofEntity);
        const found = ofEntity.get(name) ?? { metric: name, series: undefined, deviation: undefined };
        ofEntity.set(name, found);
        return found;
    };
    for (const one of series) metric(one.entity, one.metric).series = one;
    for (const one of deviations) metric(one.entity, one.metric).deviation = one;
    const far = (one: Metric): number =>
        Math.abs(one.deviation?.deviation ?? 0) + (off(one.deviation) ? FIRST_OF_ALL : 0);
    const roles = new Map(suspects.map((one) => [one.entity, one.role]));
    const rest = [...metrics.keys()].filter((entity) => !roles.has(entity));
    return [...suspects.map((one) => one.entity), ...rest].flatMap((entity) => {
        const found = metrics.get(entity);
        if (found === undefined) return [];
        return [
            {
                entity,
                role: roles.get(entity) ?? '',
                metrics: [...found.values()].sort((one, other) => far(other) - far(one)),
            },
        ];
    });
}

/** Outside its usual range, by the investigator's measure. */
export const off = isAbnormal;
