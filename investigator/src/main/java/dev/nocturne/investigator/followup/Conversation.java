package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Question.Alarms;
import dev.nocturne.environment.Question.Events;
import dev.nocturne.environment.Question.Measurements;
import dev.nocturne.environment.Question.States;
import dev.nocturne.environment.Selection;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.gather.Inquiry;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.wording.Say;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads questions about a diagnosis and answers them from what was gathered, and what is asked. */
public final class Conversation {
    private static final int MAX_ENTITIES = 3;
    private static final int MAX_VALUES = 100_000;
    private static final int MAX_EVENTS = 500;

    /** A question that goes on with an earlier one means one of the last. */
    private static final int LAST = 3;

    /** So much past shows what is usual. */
    private static final Duration PAST = Duration.ofDays(7);

    private final Facts facts;
    private final TimeReplies times;
    private final EntityReplies entities;
    private final MetricReplies metrics;
    private final ContactReplies contacts;
    private final ImpactReplies impacts;
    private final WhyReplies reasons;
    private final AdviceReplies advice;
    private final SummaryReplies summaries;
    private final Refusals refusals;

    /** {@code dispatched}: whether a dispatch order was drafted in this session. */
    public Conversation(
            Analysis analysis, List<Match> runbooks, List<Match> tickets, boolean dispatched) {
        this.facts = new Facts(analysis);
        this.times = new TimeReplies(facts);
        this.entities = new EntityReplies(facts);
        this.metrics = new MetricReplies(facts);
        this.contacts = new ContactReplies(facts, runbooks, dispatched);
        this.impacts = new ImpactReplies(facts);
        this.reasons = new WhyReplies(facts, entities);
        this.advice = new AdviceReplies(facts, runbooks, tickets);
        this.summaries = new SummaryReplies(facts);
        this.refusals = new Refusals(facts);
    }

    /**
     * Reads a message, which may hold several questions.
     *
     * @param earlier the messages before it, oldest first, to which it may refer
     */
    public List<Question> read(String text, Namer namer, List<String> earlier)
            throws InterruptedException {
        QuestionReader reader = new QuestionReader(facts, namer);
        List<Question> before = new ArrayList<>();
        for (String one : earlier.subList(Math.max(0, earlier.size() - LAST), earlier.size())) {
            before = reader.read(one, before);
        }
        return reader.read(text, before);
    }

    /** What has to be asked now to answer it; empty where the session knows enough. */
    public List<Inquiry<?>> inquiries(Question question) {
        if (!question.strangers().isEmpty() && question.entities().isEmpty()) {
            return List.of();
        }
        return switch (question.intent()) {
            case METRIC, NUMBERS, COMPARE ->
                    values(metrics.about(question), MetricReplies.reach(question), question);
            case STILL -> lasting(times.lasting(question.entities()));
            case WELL ->
                    question.entities().isEmpty() && question.kinds().isEmpty()
                            ? lasting(times.lasting(List.of()))
                            : List.of();
            case EVENTS -> question.window().map(this::happened).orElse(List.of());
            case ALARMS -> question.window().map(this::alarmed).orElse(List.of());
            default -> List.of();
        };
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
        long now = facts.analysis().snapshot().overview().now().toEpochMilli();
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
        if (!facts.analysis().snapshot().overview().states().isEmpty()) {
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
        if (!facts.analysis().snapshot().overview().events().isEmpty()) {
            inquiries.add(
                    new Inquiry<>(
                            Topic.EVENTS,
                            new Events(Selection.of(Set.of(), window, MAX_EVENTS)),
                            "What happened " + Say.isoBetween(window.from(), window.until()) + "?",
                            "The question names this time."));
        }
        return inquiries;
    }

    private List<Inquiry<?>> alarmed(Window window) {
        return facts.analysis().snapshot().overview().alarmedKinds().isEmpty()
                ? List.of()
                : List.of(
                        new Inquiry<>(
                                Topic.ALARMS,
                                new Alarms(Selection.of(Set.of(), window, MAX_EVENTS)),
                                "Which alarms were raised "
                                        + Say.isoBetween(window.from(), window.until())
                                        + "?",
                                "The question names this time."));
    }

    /**
     * The answer in Markdown.
     *
     * @param asked what was asked to answer it
     */
    public String reply(Question question, Snapshot asked) {
        boolean unknown =
                !question.strangers().isEmpty()
                        && question.entities().isEmpty()
                        && question.intent() != Intent.UNCLEAR;
        String said = unknown ? refusals.unknown(question) : answer(question, asked);
        return question.notes().isEmpty() ? said : String.join(" ", question.notes()) + " " + said;
    }

    /** Whether there is anything that an answer could rest on. */
    public boolean isAnswered(Question question) {
        return question.intent() != Intent.UNCLEAR
                && question.intent() != Intent.ACT
                && (question.strangers().isEmpty() || !question.entities().isEmpty());
    }

    private String answer(Question question, Snapshot asked) {
        List<String> about = question.entities();
        return switch (question.intent()) {
            case ACT -> refusals.act();
            case FIRST_ALARM -> reasons.firstAlarm(times.ofIncident());
            case ROLL_BACK -> advice.rollBack(about);
            case ETA -> times.end(advice.earlier());
            case CUSTOMER -> summaries.customer();
            case MANAGEMENT -> summaries.management();
            case SUMMARY -> summaries.summary();
            case WHY_NOT -> reasons.whyNot(about);
            case ALTERNATIVES -> reasons.alternatives();
            case REFUTE -> reasons.refute();
            case NOT_KNOWN -> summaries.notKnown();
            case CONFIDENCE -> reasons.confidence();
            case COST -> impacts.cost(question);
            case REROUTE -> impacts.reroute(about);
            case BACKUP -> impacts.backups(about);
            case DISPATCH -> contacts.dispatch(question);
            case CONTACT -> contacts.contact(question);
            case WOULD_HELP -> advice.wouldHelp(question);
            case WHY -> reasons.why(about);
            case RUNBOOK -> advice.runbook();
            case NEXT -> advice.next();
            case HISTORY -> advice.history();
            case COMPARE -> metrics.compare(question, asked);
            case METRIC, NUMBERS -> metrics.numbers(question, asked);
            case PLACEMENT -> entities.placement(question);
            case NEEDS -> entities.needs(question);
            case DEPENDENTS -> entities.dependents(question);
            case INVENTORY -> entities.inventory(question);
            case EVENTS -> times.events(question, asked, false);
            case ALARMS -> times.events(question, asked, true);
            case CHANGES -> times.changes(question);
            case STILL -> times.still(about, asked);
            case START -> times.start(about);
            case AFFECTED -> about.isEmpty() ? impacts.affected(question) : involved(about);
            case INVOLVED -> about.isEmpty() ? reasons.why(List.of()) : involved(about);
            case WELL ->
                    !about.isEmpty()
                            ? well(about)
                            : question.kinds().isEmpty()
                                    ? times.still(about, asked)
                                    : entities.ofKinds(question.kinds());
            case DESCRIBE -> described(facts.meant(about));
            case UNCLEAR -> refusals.unclear(question);
        };
    }

    private String involved(List<String> about) {
        return String.join(
                "\n\n",
                new LinkedHashSet<>(about)
                        .stream().limit(MAX_ENTITIES).map(entities::involved).toList());
    }

    private String well(List<String> about) {
        return String.join("\n\n", about.stream().limit(MAX_ENTITIES).map(entities::well).toList());
    }

    private String described(List<String> about) {
        return String.join(
                "\n", about.stream().limit(MAX_ENTITIES).map(entities::describe).toList());
    }
}
