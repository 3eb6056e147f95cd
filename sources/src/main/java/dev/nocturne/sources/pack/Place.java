package dev.nocturne.sources.pack;

/** Where in a pack something is said; what a {@link Problem} points at. */
record Place(String file, int line, String key) {

    Problem problem(String found, String expected) {
        return new Problem(file, line, key, found, expected);
    }

    Place at(int otherLine, String otherKey) {
        return new Place(file, otherLine, otherKey);
    }
}
