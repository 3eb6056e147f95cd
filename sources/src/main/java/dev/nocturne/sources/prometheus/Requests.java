package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks several expressions at once. What is too much for the server is asked again in halves; what
 * it refuses is not.
 */
final class Requests {
    private final PrometheusApi api;
    private final Grid grid;
    private final String mark;
    private final List<Answered> answered = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final List<Reply.Failed<List<ApiSeries>>> failures = new ArrayList<>();

    /**
     * @param mark a label that says of which expression a series is
     */
    Requests(PrometheusApi api, Grid grid, String mark) {
        this.api = api;
        this.grid = grid;
        this.mark = mark;
    }

    /** Expressions of one request. */
    record Batch(List<Term> terms) {
        Batch {
            terms = List.copyOf(terms);
        }
    }

    /** The series of one expression. */
    record Answered(Term term, List<ApiSeries> series) {
        Answered {
            series = List.copyOf(series);
        }
    }

    /** Asks all, as many at the same time as the settings allow. */
    void ask(List<Batch> batches) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Outcome>>> futures = new ArrayList<>();
            for (Batch batch : batches) {
                futures.add(threads.submit(() -> outcomes(batch)));
            }
            try {
                for (Future<List<Outcome>> future : futures) {
                    future.get().forEach(this::add);
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw new IllegalStateException("asking failed", e.getCause());
            }
        }
    }

    private record Outcome(Batch batch, Reply<List<ApiSeries>> reply) {}

    private List<Outcome> outcomes(Batch batch) throws InterruptedException {
        Reply<List<ApiSeries>> reply =
                api.queryRange(promql(batch), grid.from(), grid.until(), grid.step());
        boolean tooMuch =
                reply instanceof Reply.Failed<List<ApiSeries>>(Answer.Reason reason, String _)
                        && (reason == Answer.Reason.TOO_LARGE
                                || reason == Answer.Reason.TIME_LIMIT);
        int size = batch.terms().size();
        if (!tooMuch || size == 1) {
            return List.of(new Outcome(batch, reply));
        }
        List<Outcome> halves = new ArrayList<>();
        halves.addAll(outcomes(new Batch(batch.terms().subList(0, size / 2))));
        halves.addAll(outcomes(new Batch(batch.terms().subList(size / 2, size))));
        return halves;
    }

    private String promql(Batch batch) {
        if (batch.terms().size() == 1) {
            return batch.terms().getFirst().promql();
        }
        StringBuilder union = new StringBuilder();
        for (int i = 0; i < batch.terms().size(); i++) {
            union.append(i == 0 ? "" : "\nor ")
                    .append("label_replace(")
                    .append(batch.terms().get(i).promql())
                    .append(", \"")
                    .append(mark)
                    .append("\", \"")
                    .append(i)
                    .append("\", \"\", \"\")");
        }
        return union.toString();
    }

    private void add(Outcome outcome) {
        switch (outcome.reply()) {
            case Reply.Failed<List<ApiSeries>> failed -> {
                failures.add(failed);
                warnings.add(
                        outcome.batch().terms().size()
                                + " metrics, such as "
                                + outcome.batch().terms().getFirst().metric()
                                + ", could not be asked: "
                                + failed.message());
            }
            case Reply.Found<List<ApiSeries>>(List<ApiSeries> series, List<String> found) -> {
                warnings.addAll(found);
                Map<Integer, List<ApiSeries>> byTerm = new TreeMap<>();
                for (ApiSeries one : series) {
                    int at = position(one.labels().getOrDefault(mark, "0"));
                    if (at < outcome.batch().terms().size()) {
                        byTerm.computeIfAbsent(at, k -> new ArrayList<>()).add(one);
                    } else {
                        warnings.add("a series that was not asked for is left out");
                    }
                }
                byTerm.forEach((at, some) ->
                        answered.add(new Answered(outcome.batch().terms().get(at), some)));
            }
        }
    }

    /** The number that marks an expression; too large a one for a text that marks none. */
    private static int position(String mark) {
        return mark.matches("\\d{1,4}") ? Integer.parseInt(mark) : Integer.MAX_VALUE;
    }

    List<Answered> answered() {
        return answered;
    }

    /** Why something is missing, a clause each. */
    Set<String> warnings() {
        return warnings;
    }

    /** Why nothing came at all; empty if something did. */
    Optional<Reply.Failed<List<ApiSeries>>> failure() {
        return answered.isEmpty() && !failures.isEmpty()
                ? Optional.of(failures.getFirst())
                : Optional.empty();
    }
}
