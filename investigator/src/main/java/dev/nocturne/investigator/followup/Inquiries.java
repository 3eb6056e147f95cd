package dev.nocturne.investigator.followup;

import dev.nocturne.environment.EnvironmentOverview;
import dev.nocturne.environment.Question.Alarms;
import dev.nocturne.environment.Question.Documents;
import dev.nocturne.environment.Question.Events;
import dev.nocturne.environment.Question.Measurements;
import dev.nocturne.environment.Question.Rows;
import dev.nocturne.environment.Question.States;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.investigator.gather.Inquiry;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.wording.Say;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What has to be asked of the environment to answer a question. */
final class Inquiries {
    private static final int MAX_VALUES = 100_000;
    private static final int MAX_EVENTS = 500;
    private static final int MAX_PASSAGES = 8;
    private static final int MAX_ROWS = 500;

    /** So much past shows what is usual. */
    private static final Duration PAST = Duration.ofDays(7);

    /** Changes of so long ago may still matter. */
    private static final Duration LONG_PAST = Duration.ofDays(60);

    /** Of a value that is taken once a day so much shows where it goes. */
    private static final Duration OUTLOOK = Duration.ofDays(10);

    private static final Duration DAY = Duration.ofDays(1);

    private final Facts facts;
    private final SeriesFinder finder;
    private final StillReplies stills;
    private final DutyReplies duties;
    private final CompareReplies comparisons;
    private final OutlookReplies outlooks;
    private final Clauses clauses;
    private final AdviceReplies advice;
    private final WellReplies wells;
    private final Stopgap stopgap;

    Inquiries(
            Facts facts,
            SeriesFinder finder,
            StillReplies stills,
            DutyReplies duties,
            CompareReplies comparisons,
            OutlookReplies outlooks,
            Clauses clauses,
            AdviceReplies advice,
            WellReplies wells,
            Stopgap stopgap) {
        this.facts = facts;
        this.finder = finder;
        this.stills = stills;
        this.duties = duties;
        this.comparisons = comparisons;
        this.outlooks = outlooks;
        this.clauses = clauses;
        this.advice = advice;
        this.wells = wells;
        this.stopgap = stopgap;
    }

    private EnvironmentOverview overview() {
        return facts.analysis().snapshot().overview();
    }

    /** Empty where the session knows enough. */
    List<Inquiry<?>> of(Question question) {
        return switch (question.intent()) {
            case METRIC, NUMBERS, EXTREME -> {
                List<Inquiry<?>> both =
                        new ArrayList<>(values(finder.reach(question), PAST, question));
                both.addAll(figures(question));
                yield both;
            }
            case COURSE -> {
                List<Inquiry<?>> both =
                        new ArrayList<>(
                                values(finder.reach(question), CourseReplies.PAST, question));
                both.addAll(figures(question));
                yield both;
            }
            case START -> {
                List<Inquiry<?>> both =
                        new ArrayList<>(
                                values(new LinkedHashSet<>(question.entities()), PAST, question));
                if (question.entities().isEmpty() && !question.telling().isEmpty()) {
                    both.addAll(happened(before(DAY)));
                }
                yield both;
            }
            case OUTLOOK -> {
                List<Inquiry<?>> both = new ArrayList<>(rows());
                both.addAll(values(outlooks.about(question), OUTLOOK, question));
                if (Tokens.hasAny(question.words(), Language.all("again"))) {
                    both.addAll(happened(before(PAST)));
                }
                yield both;
            }
            case COMPARE -> {
                Duration back = DAY.multipliedBy(1L + question.daysBack().orElse(7));
                List<Inquiry<?>> both =
                        new ArrayList<>(values(finder.reach(question), back, question));
                if (Tokens.hasAny(question.words(), Language.all("asks same"))) {
                    both.addAll(happened(comparisons.then(question)));
                }
                yield both;
            }
            case STILL -> lasting(stills.lasting(question.entities()));
            case WELL ->
                    !question.entities().isEmpty()
                            ? values(wells.reach(question.entities()), PAST, question)
                            : question.kinds().isEmpty()
                                    ? lasting(stills.lasting(List.of()))
                                    : List.of();
            case PLANNED ->
                    events(
                            new Window(facts.latest(), facts.latest() + LONG_PAST.toMillis()),
                            "What is planned ");
            case FORMER -> {
                List<Inquiry<?>> both = new ArrayList<>(happened(before(PAST)));
                both.addAll(states(question));
                yield both;
            }
            case EVENTS ->
                    happened(
                            question.window()
                                    .orElseGet(() ->
                                            before(question.entities().isEmpty() ? DAY : PAST)));
            case ALARMS -> question.window().map(this::alarmed).orElse(List.of());
            case DURATION, WHICH -> alarmed(before(DAY));
            case RECORDS, CHANGES, ROLL_BACK -> happened(before(LONG_PAST));
            case EARLY_SIGNS -> happened(before(PAST));
            case WHY ->
                    question.window().isPresent()
                            ? happened(before(LONG_PAST))
                            : question.entities().isEmpty() ? List.of() : happened(before(PAST));
            case CONTACT, DISPATCH, DUTY -> duties(question);
            case COST -> {
                List<Inquiry<?>> both = new ArrayList<>(rows());
                both.addAll(values(clauses.measured(question), DAY, question));
                both.addAll(alarmed(before(DAY)));
                both.addAll(
                        documents(
                                Kind.RUNBOOKS,
                                words(question)
                                        + " "
                                        + String.join(" ", Language.all("contract words"))));
                yield both;
            }
            case ETA -> rows();
            case HISTORY ->
                    documents(
                            Kind.TICKETS,
                            words(question) + " " + String.join(" ", advice.needed(question)));
            case WOULD_HELP -> documents(Kind.RUNBOOKS, words(question));
            case NEXT -> {
                List<Inquiry<?>> both = new ArrayList<>(happened(before(PAST)));
                both.addAll(
                        documents(
                                Kind.RUNBOOKS,
                                String.join(
                                        " ",
                                        Stopgap.isAsked(question)
                                                ? stopgap.topic(question)
                                                : question.telling())));
                yield both;
            }
            case UNCLEAR, LOST -> written(question);
            case WHY_NOT, INVOLVED, CONNECTED -> {
                List<Inquiry<?>> both = new ArrayList<>(written(question));
                both.addAll(documents(Kind.TICKETS, String.join(" ", question.entities())));
                yield both;
            }
            default -> List.of();
        };
    }

    /** What no entity is called may be written of, where it is asked why, or blamed. */
    List<Inquiry<?>> ofUnknown(Question question) {
        return switch (question.intent()) {
            case WHY, WHY_NOT, INVOLVED -> written(question);
            default -> List.of();
        };
    }

    /** What logs and runbooks may say in its words. */
    private List<Inquiry<?>> written(Question question) {
        if (question.telling().isEmpty() && question.intent() != Intent.LOST) {
            return List.of();
        }
        List<Inquiry<?>> both = new ArrayList<>(happened(before(PAST)));
        both.addAll(documents(Kind.RUNBOOKS, String.join(" ", question.telling())));
        return both;
    }

    /** Of what is not measured, lines of logs may have figures. */
    private List<Inquiry<?>> figures(Question question) {
        Set<String> about = finder.about(question);
        boolean measured =
                facts.meant(question.entities()).stream()
                        .anyMatch(e -> !facts.analysis().snapshot().series(e).isEmpty());
        return about.isEmpty() || measured || overview().events().isEmpty()
                ? List.of()
                : List.of(
                        new Inquiry<>(
                                Topic.EVENTS,
                                new Events(
                                        Selection.of(
                                                about, before(CourseReplies.PAST), MAX_EVENTS)),
                                "What was written of " + Say.list(List.copyOf(about), 3) + "?",
                                "Lines of logs may have the figures that are asked for."));
    }

    private Window before(Duration length) {
        return new Window(facts.latest() - length.toMillis(), facts.latest());
    }

    private List<Inquiry<?>> values(Set<String> about, Duration reach, Question question) {
        long until =
                Math.max(
                        facts.finding().window().until(),
                        question.window().map(Window::until).orElse(Long.MIN_VALUE));
        long from =
                Math.min(
                        facts.latest() - reach.toMillis(),
                        question.window().map(Window::from).orElse(Long.MAX_VALUE));
        return about.isEmpty()
                ? List.of()
                : List.of(
                        new Inquiry<>(
                                Topic.VALUES,
                                new Measurements(
                                        Selection.of(about, new Window(from, until), MAX_VALUES)),
                                "Values of " + Say.list(List.copyOf(about), 3) + " up to the alert",
                                "The question is about these figures."));
    }

    /** Everything about the entities from before the alert to the end of the data. */
    private List<Inquiry<?>> lasting(Set<String> about) {
        long now = overview().now().toEpochMilli();
        if (about.isEmpty() || now <= facts.latest()) {
            return List.of();
        }
        Window window = new Window(facts.latest() - PAST.toMillis(), now);
        List<Inquiry<?>> inquiries = new ArrayList<>();
        inquiries.add(
                new Inquiry<>(
                        Topic.VALUES,
                        new Measurements(Selection.of(about, window, MAX_VALUES)),
                        "Values of " + Say.list(List.copyOf(about), 3) + " up to now",
                        "Later values show whether it goes on."));
        if (!overview().states().isEmpty()) {
            inquiries.add(
                    new Inquiry<>(
                            Topic.STATES,
                            new States(Selection.of(about, window, MAX_EVENTS)),
                            "States of " + Say.list(List.copyOf(about), 3) + " up to now",
                            "A good state at the end says that it is over."));
        }
        return List.copyOf(inquiries);
    }

    private List<Inquiry<?>> happened(Window window) {
        List<Inquiry<?>> inquiries = new ArrayList<>(alarmed(window));
        inquiries.addAll(events(window, "What happened "));
        return inquiries;
    }

    private List<Inquiry<?>> events(Window window, String words) {
        return overview().events().isEmpty()
                ? List.of()
                : List.of(
                        new Inquiry<>(
                                Topic.EVENTS,
                                new Events(Selection.of(Set.of(), window, MAX_EVENTS)),
                                words + Say.isoBetween(window.from(), window.until()) + "?",
                                "The question is about this time."));
    }

    private List<Inquiry<?>> alarmed(Window window) {
        return overview().alarmedKinds().isEmpty()
                ? List.of()
                : List.of(
                        new Inquiry<>(
                                Topic.ALARMS,
                                new Alarms(Selection.of(Set.of(), window, MAX_EVENTS)),
                                "Which alarms were raised "
                                        + Say.isoBetween(window.from(), window.until())
                                        + "?",
                                "The question is about this time."));
    }

    /** Duties that reach into the day before are needed to say who is no longer there. */
    private List<Inquiry<?>> states(Question question) {
        Set<String> about = new LinkedHashSet<>(facts.meant(question.entities()));
        return about.isEmpty() || overview().states().isEmpty()
                ? List.of()
                : List.of(
                        new Inquiry<>(
                                Topic.STATES,
                                new States(Selection.of(about, before(PAST), MAX_EVENTS)),
                                "States of " + Say.list(List.copyOf(about), 3),
                                "The question is about an earlier state."));
    }

    private List<Inquiry<?>> duties(Question question) {
        long at = duties.at(question);
        List<Inquiry<?>> both =
                new ArrayList<>(events(new Window(at - DAY.toMillis(), at), "Who was on duty "));
        both.addAll(rows());
        return both;
    }

    private static List<Inquiry<?>> rows() {
        return List.of(
                new Inquiry<>(
                        Topic.PEOPLE,
                        new Rows(MAX_ROWS),
                        "What is written down of duties and agreements?",
                        "The question is about what was laid down."));
    }

    private List<Inquiry<?>> documents(Kind kind, String words) {
        Topic topic = kind == Kind.RUNBOOKS ? Topic.RUNBOOKS : Topic.TICKETS;
        return words.isEmpty()
                ? List.of()
                : List.of(
                        new Inquiry<>(
                                topic,
                                new Documents(kind, words, MAX_PASSAGES),
                                (kind == Kind.RUNBOOKS
                                                ? "Which runbooks say something of: "
                                                : "Which earlier cases have: ")
                                        + words
                                        + "?",
                                "The question has these words."));
    }

    /** What is meant, in the words that documents may use. */
    private static String words(Question question) {
        Set<String> words = new LinkedHashSet<>(question.strangers());
        words.addAll(question.entities());
        for (String word : question.words()) {
            if (word.length() > 3 && Language.ALL.stream().noneMatch(l -> l.isFiller(word))) {
                words.add(word);
                Language.groups("action of ").values().stream()
                        .filter(group -> group.contains(word))
                        .forEach(words::addAll);
            }
        }
        return String.join(" ", words);
    }
}
