package dev.nocturne.environment;

import java.util.List;

/** Asks the sources that have an ability, one after the other. */
final class Asking {
    private static final Window NO_TIME = new Window(0, -1);

    private Asking() {}

    @FunctionalInterface
    interface Ask<S extends Source, T> {
        Answer<T> of(S source) throws InterruptedException;
    }

    /**
     * The first answer with data; else the first failure, because a source that could not be asked
     * may have had data; else that there are none.
     */
    static <S extends Source, T> Answer<T> first(
            Environment environment, Class<S> ability, Ask<S, T> ask) throws InterruptedException {
        List<S> sources = environment.sources(ability);
        Answer<T> best = none(environment, ability);
        for (S source : sources) {
            Answer<T> answer = ask.of(source);
            if (answer.data().isPresent()) {
                return answer;
            }
            if (!(best instanceof Answer.Failed)) {
                best = answer;
            }
        }
        return best;
    }

    private static <T> Answer<T> none(Environment environment, Class<? extends Source> ability) {
        return new Answer.NoData<>(
                new Provenance(
                        environment.name(),
                        "nocturne",
                        "no source of this environment is a " + ability.getSimpleName(),
                        NO_TIME,
                        environment.now()));
    }
}
