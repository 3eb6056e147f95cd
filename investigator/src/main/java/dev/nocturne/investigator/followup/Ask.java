package dev.nocturne.investigator.followup;

/**
 * That a question has a phrase which asks for something.
 *
 * @param place where the phrase stands
 * @param weight less for words that ask for it only where nothing else does
 */
record Ask(Phrase.Place place, double weight) {
    static final double WEAK = 0.4;

    /** A phrase says more than as many single words. */
    double score() {
        return weight * Math.pow(place.used().size(), 1.5);
    }

    boolean isWeak() {
        return place.used().size() == 1;
    }
}
