package dev.nocturne.investigator.cause;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which nodes of a directed graph lie on a common circle: its strongly connected components, by
 * Tarjan's algorithm (1972) without recursion, because a chain may be 20,000 long.
 */
final class Circles {
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<List<Integer>> members = new ArrayList<>();

    private Circles() {}

    /** {@code edges} has every node as a key. */
    static Circles of(Map<Integer, Set<Integer>> edges) {
        Circles circles = new Circles();
        Walk walk = new Walk(edges, circles);
        edges.keySet().forEach(walk::from);
        return circles;
    }

    /** The number of the node's circle; a node on no circle is alone in its own. */
    int of(int node) {
        return Objects.requireNonNull(numbers.get(node));
    }

    /** All that are on the node's circle, with itself. */
    List<Integer> members(int node) {
        return members.get(of(node));
    }

    private void add(List<Integer> circle) {
        circle.forEach(node -> numbers.put(node, members.size()));
        members.add(circle);
    }

    /** One walk in depth through all nodes. */
    private static final class Walk {
        private final Map<Integer, Set<Integer>> edges;
        private final Circles circles;
        private final Map<Integer, Integer> order = new HashMap<>();
        private final Map<Integer, Integer> lowest = new HashMap<>();
        private final Deque<Integer> open = new ArrayDeque<>();

        Walk(Map<Integer, Set<Integer>> edges, Circles circles) {
            this.edges = edges;
            this.circles = circles;
        }

        private record Step(int node, Iterator<Integer> next) {}

        void from(int start) {
            if (order.containsKey(start)) {
                return;
            }
            Deque<Step> path = new ArrayDeque<>();
            path.push(enter(start));
            while (!path.isEmpty()) {
                Step step = path.element();
                if (step.next().hasNext()) {
                    int next = step.next().next();
                    if (!order.containsKey(next)) {
                        path.push(enter(next));
                    } else if (!circles.numbers.containsKey(next)) {
                        lowest.merge(step.node(), at(order, next), Math::min);
                    }
                } else {
                    path.pop();
                    leave(step.node(), path);
                }
            }
        }

        private Step enter(int node) {
            order.put(node, order.size());
            lowest.put(node, at(order, node));
            open.push(node);
            return new Step(node, edges.getOrDefault(node, Set.of()).iterator());
        }

        private void leave(int node, Deque<Step> path) {
            if (!path.isEmpty()) {
                lowest.merge(path.element().node(), at(lowest, node), Math::min);
            }
            if (at(lowest, node) == at(order, node)) {
                List<Integer> circle = new ArrayList<>();
                int member;
                do {
                    member = open.pop();
                    circle.add(member);
                } while (member != node);
                circles.add(circle);
            }
        }

        private static int at(Map<Integer, Integer> map, int node) {
            return Objects.requireNonNull(map.get(node));
        }
    }
}
