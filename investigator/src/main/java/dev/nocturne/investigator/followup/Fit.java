package dev.nocturne.investigator.followup;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.words.Words;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a reply gives what its question asks for: a number, a time, a person, the entities and
 * the conditions that it names. A reply that does not is beside the point, however true it is.
 */
final class Fit {
    private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d(?::\\d\\d)?");
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d|\\b\\d{1,2} \\p{Lu}\\p{L}{2,}( \\d{4})?\\b");
    private static final Pattern LENGTH = Pattern.compile("\\d+ (?:second|minute|hour|day)s?\\b");
    private static final Pattern DIGIT = Pattern.compile("\\d");

    /** A single unknown word may be a manner of speaking; several are what is asked. */
    private static final int SEVERAL = 2;

    /** These say how an entity is, so they speak of those that are named. */
    private static final Set<Intent> OF_NAMED =
            EnumSet.of(
                    Intent.WELL,
                    Intent.METRIC,
                    Intent.NUMBERS,
                    Intent.EXTREME,
                    Intent.COURSE,
                    Intent.COMPARE,
                    Intent.START,
                    Intent.STILL,
                    Intent.DURATION,
                    Intent.EVENTS,
                    Intent.ALARMS,
                    Intent.CHANGES,
                    Intent.RECORDS,
                    Intent.PLANNED,
                    Intent.FORMER,
                    Intent.NEEDS,
                    Intent.DEPENDENTS,
                    Intent.INVOLVED,
                    Intent.AFFECTED,
                    Intent.WHY_NOT,
                    Intent.HAS,
                    Intent.OUTLOOK,
                    Intent.BACKUP,
                    Intent.REROUTE);

    /** These name people, or those who suffer. */
    private static final Set<Intent> OF_PEOPLE =
            EnumSet.of(
                    Intent.CONTACT,
                    Intent.DISPATCH,
                    Intent.DUTY,
                    Intent.RECORDS,
                    Intent.CHANGES,
                    Intent.AFFECTED,
                    Intent.COST,
                    Intent.DEPENDENTS,
                    Intent.DESCRIBE,
                    Intent.FIRST_ALARM);

    /** These are of the past and the present only. */
    private static final Set<Intent> OF_PAST =
            EnumSet.of(
                    Intent.WELL,
                    Intent.METRIC,
                    Intent.NUMBERS,
                    Intent.EXTREME,
                    Intent.COURSE,
                    Intent.COMPARE,
                    Intent.START,
                    Intent.EVENTS,
                    Intent.ALARMS,
                    Intent.CHANGES,
                    Intent.RECORDS,
                    Intent.FORMER,
                    Intent.DURATION);

    /** These are of the end of the alert only. */
    private static final Set<Intent> OF_NOW =
            EnumSet.of(Intent.WELL, Intent.STILL, Intent.AFFECTED);

    /** These answer the same whatever else is said, so conditions are overlooked. */
    private static final Set<Intent> WITHOUT_CONDITIONS =
            EnumSet.of(
                    Intent.NEXT,
                    Intent.AFFECTED,
                    Intent.BACKUP,
                    Intent.REROUTE,
                    Intent.ALARMS,
                    Intent.ETA,
                    Intent.PLANNED);

    /** These tell some of a kind from others. */
    private static final Set<Intent> OF_SOME =
            EnumSet.of(
                    Intent.AFFECTED,
                    Intent.WHICH,
                    Intent.INVENTORY,
                    Intent.DEPENDENTS,
                    Intent.BACKUP,
                    Intent.REROUTE);

    private final Facts facts;
    private final Kinds kinds;

    Fit(Facts facts) {
        this.facts = facts;
        this.kinds = new Kinds(facts.topology());
    }

    /** The reply; where it lacks what is asked for, that is said first. */
    String honest(Question question, String said) {
        return said.contains(Refusals.CANNOT)
                ? said
                : lack(question, said)
                        .map(lack ->
                                Refusals.REFUSED
                                        + " as it is asked: "
                                        + lack
                                        + ". The nearest that I can say:\n"
                                        + said)
                        .orElse(said);
    }

    private Optional<String> lack(Question question, String said) {
        return restriction(question, said)
                .or(() -> conditions(question, said))
                .or(() -> number(question, said))
                .or(() -> moment(question, said))
                .or(() -> person(question))
                .or(() -> time(question))
                .or(() -> named(question, said));
    }

    /** "Which priority customer": a word before a kind that the reply does not speak of. */
    private Optional<String> restriction(Question question, String said) {
        List<String> words = question.words();
        for (int i = 1; OF_SOME.contains(question.intent()) && i < words.size(); i++) {
            String word = words.get(i - 1);
            if (kinds.isNamed(words.get(i))
                    && question.telling().contains(word)
                    && isUnspoken(word, said)
                    && question.kinds().stream().noneMatch(kind -> isPart(word, kind))) {
                return Optional.of("nothing that was gathered says which of them " + quoted(word));
            }
        }
        return Optional.empty();
    }

    private static boolean isPart(String word, String kind) {
        return Words.of(kind).contains(word);
    }

    private static String quoted(String word) {
        return "the word \"" + word + "\" is about";
    }

    private Optional<String> conditions(Question question, String said) {
        List<String> overlooked =
                question.telling().stream()
                        .filter(word -> isUnknown(word) && isUnspoken(word, said))
                        .distinct()
                        .toList();
        return WITHOUT_CONDITIONS.contains(question.intent()) && overlooked.size() >= SEVERAL
                ? Optional.of(
                        "nothing that was found speaks of "
                                + overlooked.stream()
                                        .map(word -> '"' + word + '"')
                                        .collect(Collectors.joining(" and ")))
                : Optional.empty();
    }

    /** Whether no list of words, no kind and no metric has it. */
    private boolean isUnknown(String word) {
        return Language.ALL.stream().noneMatch(language -> language.knows(word))
                && !kinds.isNamed(word)
                && !facts.metricWords().contains(word);
    }

    private static boolean isUnspoken(String word, String said) {
        return Tokens.of(said).stream().noneMatch(w -> Tokens.isAlike(w, word) || w.contains(word));
    }

    private Optional<String> number(Question question, String said) {
        String first = Tokens.of(said).stream().findFirst().orElse("");
        boolean none = Language.all("none").contains(first);
        String plain =
                DATE.matcher(CLOCK.matcher(withoutNames(said)).replaceAll("")).replaceAll("");
        return Tokens.hasAny(question.words(), Language.all("asks amount"))
                        && !none
                        && !DIGIT.matcher(plain).find()
                ? Optional.of("what was gathered does not give a number of that")
                : Optional.empty();
    }

    private String withoutNames(String said) {
        String plain = said;
        for (String id :
                facts.topology().entities().stream()
                        .map(Entity::id)
                        .filter(id -> said.contains(id))
                        .sorted((a, b) -> b.length() - a.length())
                        .toList()) {
            plain = plain.replace(id, "");
        }
        return plain;
    }

    private static Optional<String> moment(Question question, String said) {
        boolean asks =
                Language.all("asks moment").stream()
                        .map(Tokens::of)
                        .anyMatch(phrase -> begins(question.words(), phrase));
        boolean has =
                Stream.of(CLOCK, DATE, LENGTH).anyMatch(pattern -> pattern.matcher(said).find());
        return asks && !has ? Optional.of("what was gathered does not say when") : Optional.empty();
    }

    private static boolean begins(List<String> words, List<String> phrase) {
        return phrase.size() <= words.size() && words.subList(0, phrase.size()).equals(phrase);
    }

    private static Optional<String> person(Question question) {
        boolean asks =
                !question.words().isEmpty()
                        && Language.all("asks person").contains(question.words().getFirst());
        return asks && !OF_PEOPLE.contains(question.intent())
                ? Optional.of("what was gathered does not say who")
                : Optional.empty();
    }

    /** What will be, and how it was at another time, is no news of now. */
    private Optional<String> time(Question question) {
        if (OF_PAST.contains(question.intent())
                && Tokens.hasAny(question.words(), Language.all("asks ahead"))) {
            return Optional.of("the data end with the alert and do not show what comes");
        }
        boolean other =
                question.window()
                        .filter(w -> w.until() < facts.finding().alert().start())
                        .isPresent();
        return other && OF_NOW.contains(question.intent())
                ? Optional.of("this is how it was at the alert, not at the time that is asked for")
                : Optional.empty();
    }

    private Optional<String> named(Question question, String said) {
        Set<String> names = new LinkedHashSet<>();
        for (String entity : question.entities()) {
            names.addAll(facts.withKin(entity));
            names.addAll(facts.neighbours(entity));
            names.add(facts.name(entity));
        }
        return OF_NAMED.contains(question.intent())
                        && !names.isEmpty()
                        && names.stream().noneMatch(said::contains)
                ? Optional.of(
                        "nothing that was gathered tells that of "
                                + String.join(" and ", question.entities()))
                : Optional.empty();
    }
}
