package dev.nocturne.investigator.dependency;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Follows the failure of one entity to everything that depends on it. One walk serves any number of
 * candidates in turn and reuses its memory, some 30 bytes per entity of the graph; the results of a
 * walk are valid until the next one begins. Not safe for several threads.
 */
public final class FailureWalk {
    private final DependencyGraph graph;
    private final int[] reachedIn;
    private final Effect[] effect;
    private final int[] hops;
    private final int[] via;
    private final double[] silent;
    private final int[] order;
    private int[] queue;
    private int walk;
    private int cause;
    private int count;
    private boolean truncated;

    FailureWalk(DependencyGraph graph) {
        this.graph = graph;
        int size = graph.size();
        this.reachedIn = new int[size];
        this.effect = new Effect[size];
        Arrays.fill(effect, Effect.AT_RISK);
        this.hops = new int[size];
        this.via = new int[size];
        this.silent = new double[size];
        this.order = new int[size];
        this.queue = new int[Math.max(16, size)];
    }

    /** Walks from {@code failed}; stops when {@code limit} entities are reached. */
    public void follow(int failed, int limit) {
        walk++;
        cause = failed;
        count = 0;
        truncated = false;
        reach(failed, Effect.DOWN, 0, failed, 0);
        queue[0] = failed;
        int head = 0;
        int tail = 1;
        while (head < tail) {
            int from = queue[head++];
            if (effect(from) == Effect.AT_RISK) {
                continue;
            }
            for (DependencyGraph.Need need : graph.neededBy(from)) {
                int to = need.needy();
                boolean known = reached(to);
                Effect now = effect(need, from);
                if (known && effect(to).compareTo(now) >= 0) {
                    continue;
                }
                if (!known && count >= limit) {
                    truncated = true;
                    return;
                }
                double silence = silence(need, from);
                if (known) {
                    effect[to] = now;
                    silent[to] = Math.min(silent[to], silence);
                } else {
                    reach(to, now, hops[from] + 1, need.needed(), silence);
                }
                if (tail == queue.length) {
                    queue = Arrays.copyOf(queue, queue.length * 2);
                }
                queue[tail++] = to;
            }
        }
    }

    private void reach(int entity, Effect now, int distance, int through, double silence) {
        reachedIn[entity] = walk;
        effect[entity] = now;
        hops[entity] = distance;
        via[entity] = through;
        silent[entity] = silence;
        order[count++] = entity;
    }

    private double silence(DependencyGraph.Need need, int from) {
        if (hops[from] == 0) {
            return Math.max(need.silent(), 0);
        }
        return silent[from] > 0 ? Math.max(need.silent(), 0) * silent[from] : 0;
    }

    private Effect effect(DependencyGraph.Need need, int from) {
        if (!graph.hasSpare(need.needy(), need.group())) {
            return effect(from);
        }
        boolean mainFails = false;
        boolean spareHolds = false;
        for (DependencyGraph.Need way : graph.needs(need.needy())) {
            if (way.group() != need.group()) {
                continue;
            }
            boolean fails = reached(way.needed()) && effect(way.needed()) == Effect.DOWN;
            mainFails |= !way.backup() && fails;
            spareHolds |= way.backup() && !fails;
        }
        if (!mainFails) {
            return Effect.AT_RISK;
        }
        return spareHolds ? Effect.DEGRADED : Effect.DOWN;
    }

    /** How many entities were reached, the failed one included. */
    public int count() {
        return count;
    }

    /** The entity reached as number {@code index}; the failed one is number 0. */
    public int entity(int index) {
        return order[index];
    }

    /** Whether the failure reaches the entity. */
    public boolean reached(int entity) {
        return reachedIn[entity] == walk;
    }

    /** What happens to a reached entity. */
    public Effect effect(int entity) {
        return effect[entity];
    }

    /** Probability that a reached entity cannot report what happened to it. */
    public double silent(int entity) {
        return silent[entity];
    }

    /** A copy of the result that outlives this walk. */
    public Reach copy() {
        Map<Integer, Reach.Touched> touched = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            int entity = order[i];
            touched.put(
                    entity,
                    new Reach.Touched(effect(entity), hops[entity], via[entity], silent[entity]));
        }
        return new Reach(cause, touched, truncated);
    }
}
