package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Window;
import dev.nocturne.environment.names.NamedEntities;
import dev.nocturne.environment.names.UnknownName;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.investigator.time.TimeReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what people type into questions with an intent each. */
final class QuestionReader {
    /** More questions at once are a letter. */
    private static final int MOST = 3;

    /** So many words that are not understood beside one that is: it is another question. */
    private static final int STRANGE = 2;

    /** Shorter words tell nothing. */
    private static final int SHORTEST = 3;

    /** And beside a phrase. */
    private static final int VERY_STRANGE = 3;

    private static final Pattern SENTENCE = Pattern.compile("[?!;\\n]+|[.,](?=\\s|$)");

    private static final Pattern NUMBERED =
            Pattern.compile(
                    "(?iu)\\b([\\p{L}][\\p{L}\\d_./-]*?)(\\d+)\\s*(?:,|&|and|or|und|oder)\\s*(\\d+)\\b");

    private final Facts facts;
    private final Namer namer;
    private final Kinds kinds;
    private final Measures measures;
    private final InPlay inPlay;
    private final Windows windows;

    QuestionReader(Facts facts, Namer namer) {
        this.facts = facts;
        this.namer = namer;
        this.kinds = new Kinds(facts.topology());
        this.measures = new Measures(facts, kinds);
        this.inPlay = new InPlay(facts);
        this.windows = new Windows(facts);
    }

    /**
     * The questions of a text, in order.
     *
     * @param before entities that the question before was about
     */
    List<Question> read(String text, List<Question> before) throws InterruptedException {
        Language language = Language.of(Tokens.of(withoutIds(text, namer.findNamed(text))));
        List<String> spoken = before.isEmpty() ? List.of() : before.getLast().entities();
        Question whole = one(counted(text), language, spoken);
        List<Question> parts = new ArrayList<>();
        for (String clause : clauses(counted(text), language)) {
            Question part = one(clause, language, spoken);
            if (part.intent() != Intent.UNCLEAR || !part.entities().isEmpty()) {
                parts.add(part);
            }
        }
        List<Question> asked = join(whole, parts);
        return asked.stream().map(q -> continued(q, language, before)).toList();
    }

    /** "SCN-3 and 5": a number alone after an id is another id. */
    private String counted(String text) {
        Matcher list = NUMBERED.matcher(text);
        if (!list.find()) {
            return text;
        }
        String id = list.group(1) + list.group(3);
        boolean known =
                facts.topology().entities().stream()
                                .map(Entity::id)
                                .filter(e ->
                                        e.equalsIgnoreCase(id)
                                                || e.equalsIgnoreCase(
                                                        list.group(1) + list.group(2)))
                                .count()
                        == 2;
        return known ? text.substring(0, list.start(3)) + id + text.substring(list.end(3)) : text;
    }

    private static String withoutIds(String text, NamedEntities named) {
        String rest = text;
        for (Entity entity : named.entities()) {
            rest = rest.replaceAll("(?iu)" + Pattern.quote(entity.id()), " ");
        }
        return rest;
    }

    /** Clauses that ask for different things are questions of their own. */
    private static List<Question> join(Question whole, List<Question> parts) {
        List<Question> asked = new ArrayList<>();
        List<String> entities = whole.entities();
        for (Question part : parts) {
            boolean asks = part.intent() != Intent.UNCLEAR && !part.bare();
            if (asks && asked.stream().noneMatch(q -> q.intent() == part.intent())) {
                asked.add(part.entities().isEmpty() ? part.about(entities, List.of()) : part);
            }
        }
        boolean crossing =
                whole.intent() != Intent.UNCLEAR
                        && asked.stream().noneMatch(q -> q.intent() == whole.intent());
        if (asked.size() < 2 || crossing) {
            return List.of(whole);
        }
        List<Question> noted =
                new ArrayList<>(Overlaps.without(asked).stream().limit(MOST).toList());
        if (noted.getFirst().notes().isEmpty()) {
            noted.set(0, noted.getFirst().about(noted.getFirst().entities(), whole.notes()));
        }
        return List.copyOf(noted);
    }

    private static List<String> clauses(String text, Language language) {
        List<String> clauses = new ArrayList<>();
        String joints = String.join("|", language.joints().stream().map(Pattern::quote).toList());
        Pattern joint = Pattern.compile("(?iu)\\s(?:" + joints + ")\\s");
        for (String sentence : SENTENCE.split(text, -1)) {
            for (String clause : joint.split(sentence, -1)) {
                if (!clause.isBlank()) {
                    clauses.add(clause.strip());
                }
            }
        }
        return clauses;
    }

    /** What the question before was about, where this one says "it" or goes on with it. */
    private static Question continued(Question question, Language language, List<Question> before) {
        if (before.isEmpty()) {
            return question;
        }
        Question last = before.getLast();
        List<String> meant = spokenOf(question, language, before);
        boolean goesOn =
                question.bare()
                        && language.isContinued(question.words())
                        && (last.intent().keepsEntity()
                                || last.intent().needsEntity()
                                || last.intent() == Intent.NUMBERS
                                || last.intent() == Intent.AFFECTED);
        if (goesOn) {
            return question.as(last.intent());
        }
        boolean same =
                question.intent() == Intent.START
                        && question.entities().isEmpty()
                        && (last.intent().countsAll() || last.intent() == Intent.METRIC)
                        && language.hasPronoun(question.words());
        if (same) {
            return question.measuredAs(last);
        }
        boolean refers =
                question.entities().isEmpty()
                        && question.strangers().isEmpty()
                        && question.intent().keepsEntity()
                        && language.hasPronoun(question.words())
                        && last.intent() != Intent.UNCLEAR
                        && !meant.isEmpty();
        return refers
                ? question.about(
                        meant,
                        List.of("This is about " + String.join(" and ", meant) + ", as before."))
                : question;
    }

    /** "It" is one: where the question before is about several, the one before that is meant. */
    private static List<String> spokenOf(
            Question question, Language language, List<Question> before) {
        return before.reversed().stream()
                .map(Question::entities)
                .filter(e -> e.size() < 2 || !language.hasSingular(question.words()))
                .findFirst()
                .orElse(List.of());
    }

    private Question one(String text, Language language, List<String> spoken)
            throws InterruptedException {
        NamedEntities named = namer.findNamed(text);
        Mentions mentions = Mentions.of(text, named, facts.topology(), facts.near(), language);
        List<String> words = language.words(mentions.rest());
        Map<Intent, Ask> asks = language.asks(words);
        Optional<Map.Entry<Intent, Ask>> best =
                asks.entrySet().stream()
                        .max(
                                Comparator.comparingDouble(
                                                (Map.Entry<Intent, Ask> e) -> e.getValue().score())
                                        .thenComparing(
                                                Comparator.comparing(QuestionReader::isLater)
                                                        .reversed())
                                        .thenComparing(
                                                Map.Entry.comparingByKey(
                                                        Comparator.reverseOrder())));
        List<String> entities = new ArrayList<>(mentions.entities());
        best.ifPresent(b -> dropWords(entities, b.getValue(), words, mentions.byWord()));
        boolean counts = Tokens.hasAny(words, Language.all("asks count"));
        List<String> notes = new ArrayList<>(mentions.notes());
        if (counts && this.measures.isCounted(mentions)) {
            entities.clear();
            notes.clear();
        }
        List<String> meant = kinds.named(words);
        List<Set<String>> measures = this.measures.named(words, language, counts);
        boolean spelt = this.measures.isSpelt(words);
        List<Integer> strange = spelt ? new ArrayList<>() : strange(words, mentions, language);
        Set<String> written = new LinkedHashSet<>(facts.saidOf(entities));
        strange.removeIf(i -> written.contains(words.get(i)));
        if (entities.isEmpty() && meant.isEmpty() && strange.isEmpty()) {
            strange.addAll(best.map(b -> inGap(b, words, language)).orElse(List.of()));
        }
        List<Integer> strangers =
                best.map(b ->
                                strangers(
                                        b.getKey(),
                                        b.getValue(),
                                        strange,
                                        entities,
                                        counts,
                                        Tokens.hasAny(words, Language.all("others"))))
                        .orElse(List.of());
        Optional<Window> window = windows.of(mentions.rest(), words);
        Optional<Integer> daysBack =
                language.daysBack(words)
                        .or(() ->
                                Tokens.hasAny(words, Language.all("asks same"))
                                        ? window.flatMap(windows::daysBack)
                                        : Optional.empty());
        Intent intent =
                figures(
                        intent(best, entities, strange, strangers),
                        best,
                        !measures.isEmpty() || spelt || this.measures.isMetric(words, language),
                        daysBack.isPresent() && (best.isPresent() || strange.isEmpty()),
                        !entities.isEmpty(),
                        Tokens.hasAny(words, Language.all("asks same")),
                        Tokens.hasAny(words, Language.all("asks person")));
        if (best.isPresent()
                && best.get().getValue().weight() < 1
                && window.isPresent()
                && intent.isOfNow()) {
            intent = strange.isEmpty() ? Intent.METRIC : Intent.UNCLEAR;
        }
        if (intent == Intent.WELL
                && best.isPresent()
                && isAhead(strange, best.get().getValue(), words, text, entities)) {
            intent = Intent.UNCLEAR;
        }
        boolean figure = window.isPresent() || spelt || this.measures.isMetric(words, language);
        boolean person = Tokens.hasAny(words, Language.all("asks person"));
        if (intent == Intent.UNCLEAR && best.isEmpty() && strange.isEmpty() && figure && !person) {
            intent = Intent.METRIC;
        }
        if (intent == Intent.UNCLEAR && best.isEmpty() && isStatement(text, entities)) {
            intent = Intent.WELL;
        }
        if (best.isEmpty() && isWhoDid(words)) {
            intent = Intent.RECORDS;
        }
        if (intent == Intent.UNCLEAR && this.measures.isProperty(entities, words, language)) {
            intent = Intent.DESCRIBE;
        }
        boolean hit = intent == Intent.AFFECTED && !counts;
        List<Integer> used = best.map(b -> b.getValue().place().used()).orElse(List.of());
        List<String> telling = telling(words, mentions, used);
        if (intent == Intent.COMPARE
                && entities.isEmpty()
                && meant.isEmpty()
                && measures.isEmpty()
                && !spelt
                && !Tokens.hasAny(words, Language.all("asks same"))
                && !telling.isEmpty()) {
            intent = Intent.UNCLEAR;
        }
        if (entities.isEmpty() && (intent.needsEntity() || hit)) {
            entities.addAll(only(meant));
        }
        boolean one =
                intent.takesOfKind()
                        || (intent.takesDefinite() && language.hasDefinite(words, kinds::isNamed));
        if (entities.isEmpty() && !meant.isEmpty() && one) {
            entities.addAll(inPlay.of(meant, spoken));
        }
        List<String> unknown = new ArrayList<>();
        mentions.unknown().stream().map(UnknownName::word).forEach(unknown::add);
        strangers.stream().map(words::get).distinct().forEach(unknown::add);
        return new Question(
                intent,
                entities,
                notes,
                meant,
                measures,
                unknown,
                words,
                intent == Intent.UNCLEAR ? telling(words, mentions, List.of()) : telling,
                window,
                daysBack,
                language.nearest(words),
                best.isEmpty());
    }

    /** Words that are of no phrase and no filling, and stand for no entity that was found. */
    private static List<String> telling(List<String> words, Mentions mentions, List<Integer> used) {
        List<String> telling = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.length() >= SHORTEST
                    && !used.contains(i)
                    && !Character.isDigit(word.charAt(0))
                    && !mentions.words().contains(word)
                    && Language.ALL.stream().noneMatch(l -> l.isFiller(word))) {
                telling.add(word);
            }
        }
        return telling;
    }

    /** Of two single words that ask for something the one at the head of the question counts. */
    private static boolean isLater(Map.Entry<Intent, Ask> ask) {
        return ask.getValue().place().used().getFirst() > 0;
    }

    /** "Is the network between A and B well" is about what stands before the names. */
    private static boolean isAhead(
            List<Integer> strange,
            Ask ask,
            List<String> words,
            String text,
            List<String> entities) {
        String lower = text.toLowerCase(Locale.ROOT);
        return strange.stream()
                .filter(i -> ask.place().inside().contains(i))
                .map(words::get)
                .mapToInt(lower::indexOf)
                .anyMatch(at ->
                        entities.stream()
                                .map(e -> lower.indexOf(e.toLowerCase(Locale.ROOT)))
                                .anyMatch(e -> e > at));
    }

    /** A name that is a word of the phrase, as in "how much money", is not a name here. */
    private static void dropWords(
            List<String> entities, Ask ask, List<String> words, Map<String, String> byWord) {
        Set<String> used = new LinkedHashSet<>();
        ask.place().used().forEach(i -> used.add(words.get(i)));
        entities.removeIf(id -> used.contains(byWord.getOrDefault(id, "")));
    }

    private static Intent intent(
            Optional<Map.Entry<Intent, Ask>> best,
            List<String> entities,
            List<Integer> strange,
            List<Integer> strangers) {
        int others = strange.size() - (entities.isEmpty() ? strangers.size() : 0);
        if (best.isEmpty()) {
            return entities.isEmpty() || others > 0 ? Intent.UNCLEAR : Intent.WELL;
        }
        Ask ask = best.get().getValue();
        if (best.get().getKey() == Intent.WHY && others > 0) {
            return Intent.UNCLEAR;
        }
        boolean faint =
                ask.weight() < 1
                        && (others > 0
                                || (best.get().getKey() == Intent.NEXT && !strange.isEmpty()));
        boolean brief =
                ask.isWeak()
                        || (ask.place().used().size() == 2
                                && !best.get().getKey().takesStrangers());
        boolean odd = brief && others >= STRANGE;
        return faint || odd || others >= VERY_STRANGE ? Intent.UNCLEAR : best.get().getKey();
    }

    /** Whether it begins with an entity, as what is said of it does and what is asked does not. */
    private static boolean isStatement(String text, List<String> entities) {
        return entities.stream()
                .anyMatch(e ->
                        text.strip()
                                .toLowerCase(Locale.ROOT)
                                .startsWith(e.toLowerCase(Locale.ROOT)));
    }

    /** Words that stand where an entity is named, though the language knows them. */
    private static List<Integer> inGap(
            Map.Entry<Intent, Ask> best, List<String> words, Language language) {
        boolean about = best.getKey().needsEntity() || best.getKey() == Intent.AFFECTED;
        return about
                ? best.getValue().place().inside().stream()
                        .filter(i -> !language.isFiller(words.get(i)))
                        .toList()
                : List.of();
    }

    /** "Who flipped it": a past tense behind the word for a person. */
    private static boolean isWhoDid(List<String> words) {
        return words.size() > 1
                && Language.all("asks person").contains(words.get(0))
                && Language.all("past ending").stream().anyMatch(words.get(1)::endsWith);
    }

    /** A measure that is named, or a day to compare with, asks for figures. */
    private static Intent figures(
            Intent read,
            Optional<Map.Entry<Intent, Ask>> best,
            boolean measured,
            boolean anotherDay,
            boolean named,
            boolean same,
            boolean person) {
        boolean vague = best.isEmpty() || best.get().getValue().weight() < 1;
        boolean figures =
                read == Intent.METRIC
                        || read == Intent.NUMBERS
                        || read == Intent.WELL
                        || read == Intent.STILL
                        || read == Intent.INVOLVED
                        || read == Intent.FORMER
                        || ((read == Intent.HISTORY || same) && vague)
                        || (read == Intent.UNCLEAR && best.isEmpty());
        boolean other = vague && read != Intent.UNCLEAR && (measured || (named && !person));
        if (anotherDay && (figures || other)) {
            return Intent.COMPARE;
        }
        return measured
                        && vague
                        && read != Intent.UNCLEAR
                        && read != Intent.COMPARE
                        && read != Intent.EXTREME
                        && !(read == Intent.INVOLVED && named)
                ? Intent.METRIC
                : read;
    }

    /** The entities of a kind of which there are few, or few that matter here. */
    private List<String> only(List<String> kinds) {
        List<String> all =
                kinds.stream()
                        .flatMap(kind -> facts.topology().entities(kind).stream())
                        .map(Entity::id)
                        .toList();
        List<String> near = all.stream().filter(facts.near()::contains).toList();
        return all.size() <= MOST ? all : near.size() <= MOST ? near : List.of();
    }

    /** Positions of words that no list and no name knows. */
    private List<Integer> strange(List<String> words, Mentions mentions, Language language) {
        List<Integer> strange = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean known =
                    word.length() < 3
                            || Character.isDigit(word.charAt(0))
                            || mentions.words().contains(word)
                            || language.knows(word)
                            || kinds.isNamed(word)
                            || measures.isMetricWord(word)
                            || TimeReader.isTimed(word);
            if (!known) {
                strange.add(i);
            }
        }
        return strange;
    }

    /** Those of them that stand in a gap of the phrase, or right after it. */
    private static List<Integer> strangers(
            Intent intent,
            Ask ask,
            List<Integer> strange,
            List<String> entities,
            boolean counts,
            boolean others) {
        if (ask.weight() < 1 && entities.isEmpty() && strange.size() <= STRANGE) {
            return strange;
        }
        if (intent == Intent.WOULD_HELP) {
            return List.of();
        }
        if (intent == Intent.WHY) {
            return strange;
        }
        boolean hit = intent == Intent.AFFECTED && (counts || (entities.isEmpty() && !others));
        if (intent.countsAll() || hit) {
            return strange;
        }
        int end = ask.place().used().getLast();
        return strange.stream()
                .filter(i ->
                        ask.place().inside().contains(i)
                                || (intent.takesEntity() && i > end && i <= end + 3))
                .toList();
    }
}
