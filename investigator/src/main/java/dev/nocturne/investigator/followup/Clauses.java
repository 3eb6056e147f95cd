package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.TableRow;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What agreements say in words, and what that comes to where a clause names a limit that is
 * measured.
 */
final class Clauses {
    private static final int MOST = 4;

    /** A text of so many words may lay something down. */
    private static final int SENTENCE = 4;

    /** What a clause measures by is near what the alert is about. */
    private static final int AROUND = 60;

    private static final long DAY = 24 * 3_600_000L;
    private static final String NUMBER = "(\\d+(?:[.,]\\d+)*)";
    private static final Pattern LIMIT = limit();
    private static final Pattern AMOUNT = amount();

    private final Facts facts;
    private final Terms terms;

    Clauses(Facts facts) {
        this.facts = facts;
        this.terms = new Terms(facts);
    }

    private static String alternatives(String list) {
        return String.join("|", Language.all(list).stream().map(Pattern::quote).toList());
    }

    private static Pattern limit() {
        return Pattern.compile(
                "(?iu)\\b(?:("
                        + alternatives("below")
                        + ")|("
                        + alternatives("above")
                        + "))\\s+"
                        + NUMBER);
    }

    /** "1.200 EUR je angefangene Stunde", "EUR 900 per started hour". */
    private static Pattern amount() {
        String money = "(?:" + alternatives("currency") + ")";
        return Pattern.compile(
                "(?iu)(?:"
                        + money
                        + "\\s*"
                        + NUMBER
                        + "|"
                        + NUMBER
                        + "\\s*"
                        + money
                        + ")\\s+(?:"
                        + alternatives("per started")
                        + ")\\s+(?:"
                        + alternatives("hour word")
                        + ")\\b");
    }

    /**
     * A clause.
     *
     * @param party who it is with or about
     */
    private record Clause(String table, String entity, String party, String words) {}

    /** What is laid down for the entities, or in words of the question; empty where nothing is. */
    String said(List<String> entities, Question question, Snapshot asked) {
        List<String> lines = new ArrayList<>();
        for (Clause clause : about(entities, question, asked)) {
            lines.add(
                    "- "
                            + clause.table()
                            + ", "
                            + clause.party()
                            + ": \""
                            + clause.words()
                            + "\""
                            + soFar(clause, asked)
                                    .or(() ->
                                            terms.soFar(
                                                    clause.words(),
                                                    whose(clause, question),
                                                    question,
                                                    asked))
                                    .map(s -> " " + s)
                                    .orElse(""));
        }
        return lines.isEmpty() ? "" : "The agreements say in words:\n" + String.join("\n", lines);
    }

    /** Those with words of the question, then those of the entities; else all if they are few. */
    private List<Clause> about(List<String> entities, Question question, Snapshot asked) {
        List<Clause> all = all(asked);
        List<Clause> own =
                all.stream()
                        .filter(c ->
                                question.entities().isEmpty()
                                        || question.entities().contains(whose(c, question)))
                        .toList();
        Set<Clause> chosen = new LinkedHashSet<>();
        own.stream()
                .filter(c -> hits(c, question) > 0)
                .sorted(Comparator.comparingLong((Clause c) -> -hits(c, question)))
                .forEach(chosen::add);
        own.stream().filter(c -> entities.contains(whose(c, question))).forEach(chosen::add);
        boolean asksFor =
                question.window().isPresent()
                        || Tokens.hasAny(question.words(), Language.all("asks so far"))
                        || Tokens.hasAny(question.words(), Language.all("asks contract"));
        if (chosen.isEmpty() && asksFor && question.entities().isEmpty()) {
            List<Clause> priced = all.stream().filter(c -> Terms.hasPrice(c.words())).toList();
            (priced.isEmpty() ? all : priced)
                    .stream()
                            .limit(all.size() <= MOST || !priced.isEmpty() ? MOST : 0)
                            .forEach(chosen::add);
        }
        return chosen.stream().limit(MOST).toList();
    }

    /** How many words of the question it has, of those that say something. */
    private static long hits(Clause clause, Question question) {
        List<String> words = Tokens.of(clause.words());
        return question.words().stream()
                .filter(w -> w.length() > 3)
                .filter(w -> Language.ALL.stream().noneMatch(l -> l.isFiller(w)))
                .filter(w -> words.stream().anyMatch(t -> t.length() > 3 && Tokens.isAlike(w, t)))
                .count();
    }

    private List<Clause> all(Snapshot asked) {
        List<Clause> clauses = new ArrayList<>();
        for (TableRow row : asked.rows()) {
            Optional<String> words =
                    row.fields().values().stream()
                            .filter(v -> v.split("\\s+", -1).length >= SENTENCE)
                            .max(Comparator.comparingInt(String::length));
            words.ifPresent(
                    w -> clauses.add(new Clause(row.table(), row.entity(), party(row, w), w)));
        }
        clauses.addAll(ofDocuments(asked));
        return clauses;
    }

    /** Who it is about: who it names, or who of the question has its party as a property. */
    private String whose(Clause clause, Question question) {
        return clause.entity().isEmpty()
                ? question.entities().stream()
                        .filter(e -> hasProperty(e, clause.party()))
                        .findFirst()
                        .orElse("")
                : clause.entity();
    }

    private boolean hasProperty(String entity, String value) {
        return facts.topology().entity(entity).stream()
                .flatMap(e -> e.properties().values().stream())
                .anyMatch(v -> v.toString().equalsIgnoreCase(value));
    }

    /** Lines with a price in what is written down for people. */
    private List<Clause> ofDocuments(Snapshot asked) {
        List<Clause> clauses = new ArrayList<>();
        for (Document document : new LinkedHashSet<>(Written.documents(Kind.RUNBOOKS, asked))) {
            document.text()
                    .lines()
                    .filter(Terms::hasPrice)
                    .map(Written::withoutBullet)
                    .forEach(line ->
                            clauses.add(
                                    new Clause(
                                            document.id(), named(line), document.title(), line)));
        }
        return clauses;
    }

    /** The longest id that a text has. */
    private String named(String text) {
        return facts.topology().entities().stream()
                .map(Entity::id)
                .filter(id -> Records.isIn(id, text))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static String party(TableRow row, String words) {
        return row.fields().values().stream().filter(v -> !v.equals(words)).findFirst().orElse("");
    }

    /**
     * What it comes to up to now, where the clause names a limit and what is measured against it.
     */
    private Optional<String> soFar(Clause clause, Snapshot asked) {
        Matcher limit = LIMIT.matcher(clause.words());
        Matcher amount = AMOUNT.matcher(clause.words());
        Optional<String> measured =
                facts.topology().entities().stream()
                        .map(Entity::id)
                        .filter(id -> Records.isIn(id, clause.words()))
                        .findFirst();
        if (!limit.find() || !amount.find() || measured.isEmpty()) {
            return Optional.empty();
        }
        double bound = number(limit.group(3));
        boolean below = limit.group(1) != null;
        double each = number(amount.group(1) != null ? amount.group(1) : amount.group(2));
        List<Series> series =
                asked.series(measured.get()).stream()
                        .filter(s -> asked.series(measured.get()).size() == 1 || isNamed(s, clause))
                        .toList();
        return series.size() != 1
                ? Optional.empty()
                : since(series.getFirst(), bound, below)
                        .map(from -> {
                            long hours = (facts.latest() - from) / 3_600_000L + 1;
                            return "("
                                    + measured.get()
                                    + (below ? " has been below " : " has been above ")
                                    + Say.number(bound)
                                    + " since "
                                    + Say.dateTime(from)
                                    + ": "
                                    + Say.count((int) hours, "started hour", "started hours")
                                    + ", "
                                    + Say.number(hours * each)
                                    + Terms.SUM
                                    + ", if the clause has no further condition.)";
                        });
    }

    /** Whether the clause speaks of what the series measures. */
    private static boolean isNamed(Series series, Clause clause) {
        List<String> said = Tokens.of(clause.words());
        return Words.of(series.metric()).stream()
                .filter(w -> w.length() > 2)
                .anyMatch(w ->
                        said.contains(w)
                                || Language.groups("measure of ").values().stream()
                                        .anyMatch(g ->
                                                g.contains(w)
                                                        && said.stream().anyMatch(g::contains)));
    }

    /** Since when the values are beyond the bound up to the end of the alert. */
    private Optional<Long> since(Series series, double bound, boolean below) {
        Optional<Long> from = Optional.empty();
        for (int i = series.size() - 1; i >= 0; i--) {
            long time = series.times()[i];
            double value = series.values()[i];
            if (time > facts.latest() || Double.isNaN(value)) {
                continue;
            }
            if (time < facts.latest() - DAY || (below ? value >= bound : value <= bound)) {
                return from;
            }
            from = Optional.of(time);
        }
        return from;
    }

    /** Things that clauses name, whose values are needed. */
    Set<String> measured(Question question) {
        InPlay inPlay = new InPlay(facts);
        Set<String> measured = new LinkedHashSet<>(question.entities());
        measured.addAll(inPlay.around(inPlay.focus(), AROUND));
        return measured;
    }

    /**
     * {@code 1.200} and {@code 3,0} as people write them: a group of three digits is a thousand.
     */
    static double number(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        if (plain.matches("\\d{1,3}(?:[.,]\\d{3})+")) {
            return Double.parseDouble(plain.replaceAll("[.,]", ""));
        }
        return Double.parseDouble(plain.replaceAll("[.,](?=.*[.,])", "").replace(',', '.'));
    }
}
