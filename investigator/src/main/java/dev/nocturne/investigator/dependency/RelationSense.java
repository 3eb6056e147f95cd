package dev.nocturne.investigator.dependency;

/**
 * What the name and the shape of a relation tell.
 *
 * @param silent probability that the needy end cannot report itself when the other end dies, as a
 *     port of a dead router; 1/2 where nothing tells
 * @param backup whether the name alone says that this is the spare way
 */
record RelationSense(Sense sense, double silent, boolean backup) {
    static final RelationSense NONE = new RelationSense(Sense.NONE, 0, false);
}
