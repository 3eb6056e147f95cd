package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.analysis.Analysis;
import dev.nocturne.investigator.gather.Inquiry;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads questions about a diagnosis and answers them from what was gathered, and what is asked. */
public final class Conversation {
    private static final int MAX_ENTITIES = 3;

    /** A question that goes on with an earlier one means one of the last. */
    private static final int LAST = 3;

    private final Facts facts;
    private final StartReplies starts;
    private final StillReplies stills;
    private final EventReplies events;
    private final DurationReplies durations;
    private final RecordReplies records;
    private final DutyReplies duties;
    private final EntityReplies entities;
    private final RelationReplies relations;
    private final WhichReplies which;
    private final SeriesFinder finder;
    private final MetricReplies metrics;
    private final ValueReplies values;
    private final CompareReplies comparisons;
    private final OutlookReplies outlooks;
    private final ContactReplies contacts;
    private final ImpactReplies impacts;
    private final WhyReplies reasons;
    private final RivalReplies rivals;
    private final DoubtReplies doubts;
    private final AdviceReplies advice;
    private final SummaryReplies summaries;
    private final Refusals refusals;
    private final Written written;
    private final Suspects suspects;
    private final LossReplies losses;
    private final CourseReplies courses;
    private final InPlay inPlay;
    private final WellReplies wells;
    private final Stopgap stopgap;
    private final Clauses clauses;
    private final Inquiries inquiries;
    private final Fit fit;

    /** {@code dispatched}: whether a dispatch order was drafted in this session. */
    public Conversation(
            Analysis analysis, List<Match> runbooks, List<Match> tickets, boolean dispatched) {
        this.facts = new Facts(analysis);
        this.fit = new Fit(facts);
        this.inPlay = new InPlay(facts);
        this.starts = new StartReplies(facts);
        this.stills = new StillReplies(facts);
        this.events = new EventReplies(facts);
        this.durations = new DurationReplies(facts, inPlay);
        this.records = new RecordReplies(facts);
        this.duties = new DutyReplies(facts);
        this.entities = new EntityReplies(facts);
        this.wells = new WellReplies(facts, entities);
        this.relations = new RelationReplies(facts);
        this.which = new WhichReplies(facts, entities);
        this.finder = new SeriesFinder(facts);
        this.metrics = new MetricReplies(facts, finder);
        this.values = new ValueReplies(facts);
        this.comparisons = new CompareReplies(facts, finder);
        this.outlooks = new OutlookReplies(facts);
        this.clauses = new Clauses(facts);
        this.advice = new AdviceReplies(facts, runbooks, tickets);
        this.written = new Written(facts);
        this.stopgap = new Stopgap(facts, written);
        this.inquiries =
                new Inquiries(
                        facts,
                        finder,
                        stills,
                        duties,
                        comparisons,
                        outlooks,
                        clauses,
                        advice,
                        wells,
                        stopgap);
        this.contacts = new ContactReplies(facts, runbooks, dispatched);
        this.impacts = new ImpactReplies(facts);
        this.reasons = new WhyReplies(facts, entities);
        this.rivals = new RivalReplies(facts, entities, reasons);
        this.doubts = new DoubtReplies(facts, reasons);
        this.summaries = new SummaryReplies(facts);
        this.refusals = new Refusals(facts);
        this.suspects = new Suspects(facts, written);
        this.courses = new CourseReplies(facts, finder);
        this.losses = new LossReplies(facts, inPlay, written);
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
        return isUnknown(question) ? inquiries.ofUnknown(question) : inquiries.of(question);
    }

    /** Whether it is about something that this environment does not know. */
    private static boolean isUnknown(Question question) {
        return !question.strangers().isEmpty()
                && !(question.intent() == Intent.COST && question.window().isPresent())
                && (question.entities().isEmpty()
                        || question.intent().countsAll()
                        || (question.intent() == Intent.AFFECTED
                                && Tokens.hasAny(question.words(), Language.all("asks count"))))
                && !question.intent().takesStrangers();
    }

    /**
     * The answer in Markdown.
     *
     * @param asked what was asked to answer it
     */
    public String reply(Question question, Snapshot asked) {
        boolean unknown = question.intent() != Intent.UNCLEAR && isUnknown(question);
        String said =
                unknown ? unknown(question, asked) : fit.honest(question, answer(question, asked));
        return question.notes().isEmpty() ? said : String.join(" ", question.notes()) + " " + said;
    }

    /** What no entity is called may still have been written of. */
    private String unknown(Question question, Snapshot asked) {
        boolean blames =
                question.intent() == Intent.WHY_NOT || question.intent() == Intent.INVOLVED;
        Optional<String> said =
                blames
                        ? suspects.judged(question, asked)
                        : question.intent() == Intent.WHY
                                ? written.said(question, asked)
                                : Optional.empty();
        return said.orElseGet(() -> refusals.unknown(question));
    }

    /** Whether what was said rests on anything. */
    public boolean isAnswered(Question question, String said) {
        boolean understood = question.intent() != Intent.UNCLEAR && !isUnknown(question);
        return question.intent() != Intent.ACT && (understood || !said.contains(Refusals.REFUSED));
    }

    private String answer(Question question, Snapshot asked) {
        List<String> about = question.entities();
        Optional<String> beside = beside(question);
        if (beside.isPresent()) {
            return beside.get();
        }
        return switch (question.intent()) {
            case ACT -> refusals.act();
            case FIRST_ALARM -> events.firstAlarm(events.ofIncident());
            case ROLL_BACK -> rollBack(question, asked);
            case ETA -> end(question, asked);
            case CUSTOMER -> summaries.customer();
            case MANAGEMENT -> summaries.management();
            case SUMMARY -> summaries.summary();
            case WHY_NOT -> blamed(question, asked).orElseGet(() -> rivals.whyNot(about));
            case ALTERNATIVES -> rivals.alternatives();
            case REFUTE -> doubts.refute();
            case NOT_KNOWN -> summaries.notKnown();
            case CONFIDENCE -> doubts.confidence();
            case COST -> cost(question, asked);
            case REROUTE -> impacts.reroute(about);
            case BACKUP -> impacts.backups(about);
            case DISPATCH -> dispatch(question, asked);
            case CONTACT -> contact(question, asked);
            case WOULD_HELP -> advice.wouldHelp(question, asked);
            case WHY -> why(question, asked);
            case RUNBOOK -> advice.runbook();
            case NEXT -> next(question, asked);
            case HISTORY -> advice.history(question, asked);
            case COMPARE -> compare(question, asked);
            case METRIC, NUMBERS -> numbers(question, asked);
            case EXTREME -> extremes(question, asked);
            case COURSE -> courses.course(question, asked);
            case RECORDS -> worked(question, asked);
            case DUTY -> onDuty(question, asked);
            case PLANNED -> records.planned(about, asked);
            case FORMER -> former(question, asked);
            case DURATION -> durations.lasted(about, asked);
            case CONNECTED ->
                    about.size() == 1 && !facts.causes().isEmpty()
                            ? hasToDo(about) + advice.ticketsOf(about, asked)
                            : which.connected(question);
            case WHICH -> which.which(question, asked);
            case HAS -> which.has(question);
            case EARLY_SIGNS -> early(about, asked);
            case OUTLOOK ->
                    Tokens.hasAny(question.words(), Language.all("again"))
                            ? records.again(facts.meant(about), asked)
                            : outlooks.outlook(
                                    question,
                                    asked,
                                    Tokens.hasAny(question.words(), Language.all("asks speed"))
                                            ? ""
                                            : clauses.said(concerned(about), question, asked));
            case PLACEMENT -> relations.placement(question);
            case NEEDS -> relations.needs(question);
            case DEPENDENTS -> relations.dependents(question);
            case INVENTORY -> relations.inventory(question);
            case EVENTS -> happened(question, asked);
            case ALARMS -> events.events(question, asked, true);
            case CHANGES -> changes(question, asked);
            case STILL -> stills.still(about, asked);
            case START -> start(question, asked);
            case AFFECTED -> about.isEmpty() ? impacts.affected(question) : involved(about);
            case INVOLVED ->
                    blamed(question, asked)
                            .orElseGet(() ->
                                    about.isEmpty()
                                            ? reasons.why(List.of())
                                            : hasToDo(about) + advice.ticketsOf(about, asked));
            case LOST -> losses.lost(question, asked);
            case WELL ->
                    !about.isEmpty()
                            ? wells.well(about, asked)
                            : question.kinds().isEmpty()
                                    ? stills.still(about, asked)
                                    : entities.ofKinds(question.kinds());
            case DESCRIBE -> described(facts.meant(about));
            case UNCLEAR ->
                    written.said(question, asked).orElseGet(() -> refusals.unclear(question));
        };
    }

    /** How others of a kind are that are beside the trouble: "other pumps of the station". */
    private Optional<String> beside(Question question) {
        boolean asks =
                question.intent() == Intent.WELL
                        || question.intent() == Intent.DESCRIBE
                        || question.intent() == Intent.WHICH
                        || question.intent() == Intent.UNCLEAR;
        return asks
                        && question.kinds().size() > 1
                        && Tokens.hasAny(question.words(), Language.all("others"))
                ? entities.beside(inPlay.focus(), question.kinds())
                : Optional.empty();
    }

    /** Where the entity has no record of work, another may have one in the words that are asked. */
    private String worked(Question question, Snapshot asked) {
        String said =
                records.worked(
                        question,
                        Tokens.hasAny(question.words(), Language.all("asks person")),
                        asked);
        List<Records.Line> lines =
                said.startsWith("Recorded")
                        ? List.of()
                        : written.lines(question.about(List.of(), List.of()), asked);
        return lines.isEmpty()
                ? said
                : "The records have this of it, the last first:\n" + written.listed(lines);
    }

    /** What is blamed by words that name no entity. */
    private Optional<String> blamed(Question question, Snapshot asked) {
        return question.entities().isEmpty() && !question.telling().isEmpty()
                ? suspects.judged(question, asked)
                : Optional.empty();
    }

    /** A question why one is so is also answered by what was written of it. */
    private String why(Question question, Snapshot asked) {
        List<String> about = question.entities();
        if (question.window()
                .filter(w -> w.until() < facts.finding().alert().start())
                .isPresent()) {
            return records.turned(about, question.window().get(), asked);
        }
        if (Tokens.hasAny(question.words(), Language.all("condition"))) {
            return "I cannot answer that: the data say what fails, not on what it depends that it is so only then or only there. I can say why "
                    + (facts.causes().isEmpty()
                            ? "no cause is certain"
                            : Say.list(facts.causes(), 3) + " is taken as the cause")
                    + ".";
        }
        String said = about.isEmpty() ? "" : records.mentions(about, asked);
        String why = reasons.why(about);
        boolean missed = Tokens.hasAny(question.words(), Language.all("asks why not"));
        return said.isEmpty() ? why : missed ? said + "\n\n" + why : why + "\n\n" + said;
    }

    /** What is not measured may have been recorded at the other time. */
    private String compare(Question question, Snapshot asked) {
        String said = comparisons.compare(question, asked);
        boolean same = Tokens.hasAny(question.words(), Language.all("asks same"));
        String then =
                same && said.contains("cannot answer")
                        ? records.then(
                                facts.meant(question.entities()), comparisons.then(question), asked)
                        : "";
        return then.isEmpty() ? said : then;
    }

    private String numbers(Question question, Snapshot asked) {
        boolean counts = Tokens.hasAny(question.words(), Language.all("asks count"));
        List<Records.Line> lines =
                question.entities().stream().anyMatch(finder::isMeasured)
                                || question.entities().isEmpty()
                        ? List.of()
                        : written.lines(question, asked);
        if (!lines.isEmpty()) {
            return written.listed(lines);
        }
        if (counts) {
            List<Series> meant =
                    finder.find(question, asked).series().stream()
                            .filter(s -> SeriesFinder.isAskedFor(question, s))
                            .toList();
            if (meant.isEmpty()) {
                return "I cannot answer that: nothing that is measured of "
                        + Say.list(List.copyOf(finder.about(question)), 3)
                        + " counts it. I can say its figures, its events, or who is affected.";
            }
            List<Series> counted = meant.stream().filter(ValueReplies::isCounted).toList();
            if (!counted.isEmpty()) {
                return values.sums(counted, question);
            }
        }
        return metrics.numbers(question, asked);
    }

    private String extremes(Question question, Snapshot asked) {
        SeriesFinder.Found found = finder.find(question, asked);
        return found.series().isEmpty()
                ? found.missing()
                : values.extremes(found.series(), question);
    }

    /** Since when a value moves, where the question says that it does; else since when it fails. */
    private String start(Question question, Snapshot asked) {
        if (!question.measures().isEmpty()
                && Tokens.hasAny(question.words(), Language.all("asks then"))) {
            Optional<String> began = values.began(finder.find(question, asked).series());
            if (began.isPresent()) {
                return began.get();
            }
        }
        boolean moves = Tokens.hasAny(question.words(), Language.all("moves"));
        return (moves
                        ? values.moving(finder.find(question, asked).series())
                        : Optional.<String>empty())
                .or(() -> written.first(question, asked))
                .or(() ->
                        question.measures().isEmpty() || !question.entities().isEmpty()
                                ? Optional.<String>empty()
                                : values.began(
                                        finder.find(question, asked).series().stream()
                                                .filter(s -> SeriesFinder.isAskedFor(question, s))
                                                .toList()))
                .orElseGet(() -> starts.start(question.entities()));
    }

    /** Where no runbook fits, what was last written of the cause says where to look. */
    private String next(Question question, Snapshot asked) {
        Optional<String> until =
                Stopgap.isAsked(question) ? stopgap.allowed(question, asked) : Optional.empty();
        if (until.isPresent()) {
            return until.get();
        }
        String advised = written.advised(question, asked).map(a -> a + "\n\n").orElse("");
        String steps =
                advised
                        + (advice.hasRunbook()
                                ? advice.next()
                                : written.steps(question, asked).orElseGet(advice::next));
        String said =
                steps.contains("No runbook of") && !facts.causes().isEmpty()
                        ? records.mentions(facts.causes(), asked)
                        : "";
        return said.isEmpty() ? steps : steps + "\n" + said;
    }

    private String former(Question question, Snapshot asked) {
        List<String> meant = facts.meant(question.entities());
        List<String> lines =
                meant.stream()
                        .flatMap(e -> durations.former(e, asked).stream())
                        .filter(line -> question.asksOf(line))
                        .limit(6)
                        .toList();
        String said = records.mentions(meant, asked);
        return lines.isEmpty() && said.isEmpty()
                ? "I cannot answer that: the data do not say how "
                        + Say.list(meant, 3)
                        + " was set before."
                : String.join("\n", lines) + (lines.isEmpty() ? "" : "\n") + said;
    }

    private String changes(Question question, Snapshot asked) {
        if (Tokens.hasAny(question.words(), Language.all("asks person"))) {
            String worked = records.worked(question, true, asked);
            if (worked.startsWith("Recorded")) {
                return worked;
            }
        }
        String known = starts.changes(question);
        boolean none = known.startsWith("No change");
        String recorded = none ? records.worked(question, false, asked) : "";
        String work = records.changed(question.entities(), asked);
        return recorded.startsWith("Recorded")
                ? recorded
                : work.isEmpty() ? known : known + "\n" + work;
    }

    private String rollBack(Question question, Snapshot asked) {
        String known = advice.rollBack(question.entities());
        String recorded =
                known.startsWith("No change") ? records.worked(question, false, asked) : "";
        return recorded.isEmpty() || recorded.startsWith("I cannot") ? known : recorded;
    }

    private String happened(Question question, Snapshot asked) {
        List<Records.Line> lines =
                question.window().isPresent() ? List.of() : written.lines(question, asked);
        if (!lines.isEmpty()) {
            return written.listed(lines);
        }
        return question.entities().isEmpty() && question.window().isEmpty()
                ? records.lately(asked)
                : events.events(question, asked, false);
    }

    private String early(List<String> about, Snapshot asked) {
        List<String> meant = about.isEmpty() ? inPlay.focus() : about;
        return records.early(meant, Set.copyOf(inPlay.around(meant, 40)), asked);
    }

    private String onDuty(Question question, Snapshot asked) {
        return duties.onDuty(question, asked).orElseGet(() -> contacts.dispatch(question));
    }

    private String dispatch(Question question, Snapshot asked) {
        return facts.analysis().snapshot().overview().engineers() > 0
                ? contacts.dispatch(question)
                : onDuty(question, asked);
    }

    private String contact(Question question, Snapshot asked) {
        if (Tokens.hasAny(question.words(), Language.all("asks vendor"))) {
            return contacts.vendor(question);
        }
        String agreed =
                question.entities().isEmpty()
                        ? ""
                        : clauses.said(question.entities(), question, asked);
        if (!agreed.isEmpty()) {
            return agreed;
        }
        String owners = contacts.contact(question);
        return duties.onDuty(question, asked)
                .map(on -> contacts.isKnown(question) ? owners + "\n" + on : on)
                .orElse(owners);
    }

    /** Whom an agreement may be with: what is named, else what the trouble is about and hits. */
    private List<String> concerned(List<String> about) {
        Set<String> concerned = new LinkedHashSet<>(about);
        if (about.isEmpty()) {
            concerned.addAll(inPlay.focus());
            facts.analysis().impact().affected().stream()
                    .map(a -> facts.graph().id(a.entity()))
                    .forEach(concerned::add);
        }
        return List.copyOf(concerned);
    }

    private String cost(Question question, Snapshot asked) {
        String words = clauses.said(concerned(question.entities()), question, asked);
        if (words.isEmpty()) {
            return impacts.cost(question);
        }
        boolean sum = Tokens.hasAny(question.words(), Language.all("asks so far"));
        if (sum && !words.contains(Terms.SUM)) {
            return "I cannot answer that with an amount: it was not computed. " + words;
        }
        return facts.causes().isEmpty() || !facts.analysis().impact().agreements()
                ? words
                : impacts.cost(question) + "\n" + words;
    }

    private String end(Question question, Snapshot asked) {
        String words =
                question.entities().isEmpty()
                        ? ""
                        : clauses.said(question.entities(), question, asked);
        return words.isEmpty() ? stills.end(advice.earlier()) : words;
    }

    /** One that is unwell beside an uncertain cause may be unwell for a reason of its own. */
    private String hasToDo(List<String> about) {
        String said = involved(about);
        return said.startsWith("Yes, it is affected")
                ? facts.doubt()
                        .map(doubt ->
                                "Not certain. "
                                        + doubt
                                        + " "
                                        + said.substring(said.indexOf(':') + 2))
                        .orElse(said)
                : said;
    }

    private String involved(List<String> about) {
        return String.join(
                "\n\n",
                new LinkedHashSet<>(about)
                        .stream().limit(MAX_ENTITIES).map(entities::involved).toList());
    }

    private String described(List<String> about) {
        return String.join(
                "\n", about.stream().limit(MAX_ENTITIES).map(entities::describe).toList());
    }
}
