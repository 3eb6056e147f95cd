package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.investigator.action.Match;
import dev.nocturne.investigator.action.Plan;
import dev.nocturne.investigator.action.Step;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do, what helps and what does not, and what was done before. */
final class AdviceReplies {
    private static final Pattern VERSION = version();
    private static final String[] AFFECTED = {"affected entity", "entity", "affected"};
    private static final int STEM = 5;
    private static final int MAX = 5;

    private final Facts facts;
    private final List<Match> runbooks;
    private final List<Match> tickets;

    AdviceReplies(Facts facts, List<Match> runbooks, List<Match> tickets) {
        this.facts = facts;
        this.runbooks = runbooks;
        this.tickets = tickets;
    }

    private static Pattern version() {
        return Pattern.compile(
                "(?i)\\b(?:"
                        + String.join("|", Language.all("version"))
                        + ")\\s*[:=]?\\s*(\\d[\\w.]*)");
    }

    /** The steps of the runbook that fits; without one, what the data suggest. */
    String next() {
        List<Step> steps = Plan.of(runbooks, facts.analysis().traits());
        if (runbooks.isEmpty()) {
            return "No runbook of this environment matches." + suggested();
        }
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (Step step : steps) {
            text.append(number++)
                    .append(". ")
                    .append(step.text())
                    .append(step.needsApproval() ? " *(needs approval)*" : "")
                    .append('\n');
        }
        Match first = runbooks.getFirst();
        return text.append("\nFrom runbook ")
                .append(first.id())
                .append(" (")
                .append(first.title())
                .append("), chosen by: ")
                .append(first.why())
                .append('.')
                .append(changed())
                .toString();
    }

    boolean hasRunbook() {
        return !runbooks.isEmpty();
    }

    /** Which runbook fits, and its steps. */
    String runbook() {
        if (runbooks.isEmpty()) {
            return "No runbook of this environment matches.";
        }
        return runbooks.getFirst().id()
                + " ("
                + runbooks.getFirst().title()
                + ") fits best:\n\n"
                + next();
    }

    private String changed() {
        return facts.causes().stream()
                .findFirst()
                .flatMap(facts::lastChange)
                .filter(c -> c.time() <= facts.onset().orElse(Long.MAX_VALUE))
                .map(c ->
                        " "
                                + c.entity()
                                + " was changed before it, at "
                                + facts.time(c.time())
                                + ": "
                                + c.words()
                                + ".")
                .orElse("");
    }

    private String suggested() {
        if (facts.causes().isEmpty()) {
            return "";
        }
        String cause = facts.causes().getFirst();
        String seen =
                facts.symptoms(cause).stream()
                        .findFirst()
                        .map(Symptom::words)
                        .map(w -> " (" + w + ")")
                        .orElse("");
        return " Check " + cause + " directly" + seen + "." + changed();
    }

    /** Which version was there before the last change. */
    String rollBack(List<String> entities) {
        List<String> lines = new ArrayList<>();
        for (String entity : facts.meant(entities)) {
            facts.lastChange(entity)
                    .ifPresent(change -> {
                        Matcher version = VERSION.matcher(change.words());
                        String now = version.find() ? version.group(1) : "";
                        lines.add(
                                "The last change of "
                                        + change.entity()
                                        + " before it: "
                                        + facts.time(change.time())
                                        + " "
                                        + change.words()
                                        + "."
                                        + before(change, now));
                    });
        }
        return lines.isEmpty()
                ? "No change of "
                        + Say.list(facts.meant(entities), 3)
                        + " is recorded that could be taken back."
                : String.join("\n", lines);
    }

    private String before(Circumstance change, String now) {
        List<Occurrence> earlier =
                facts.events(List.of(change.entity())).stream()
                        .filter(e -> e.time() < change.time())
                        .toList();
        for (Occurrence event : earlier.reversed()) {
            Matcher version = VERSION.matcher(event.text());
            if (version.find() && !version.group(1).equals(now)) {
                return " Before it: " + version.group(1) + " (" + event.text() + ").";
            }
        }
        if (now.matches("\\d{1,6}") && Integer.parseInt(now) > 1) {
            return " The one before "
                    + now
                    + " is "
                    + (Integer.parseInt(now) - 1)
                    + " if revisions are numbered one by one.";
        }
        return " Which version was there before is not recorded.";
    }

    /** What the runbooks say of an action, and whether it meets the cause. */
    String wouldHelp(Question question, Snapshot asked) {
        List<String> causes = facts.causes();
        List<String> others =
                question.entities().stream()
                        .filter(e -> !causes.isEmpty() && !facts.failed().contains(e))
                        .toList();
        List<String> lines = new ArrayList<>();
        if (!others.isEmpty()) {
            lines.add(
                    (facts.doubt().isPresent() ? "Probably not: " : "No: ")
                            + Say.list(others, 3)
                            + (others.size() == 1 ? " is" : " are")
                            + " not the cause; "
                            + Say.list(causes, 3)
                            + (causes.size() == 1 ? " is" : " are")
                            + ". That would not change "
                            + (causes.size() == 1 ? causes.getFirst() : "those")
                            + ".");
        }
        List<String> said = lines(stems(question.words()), asked);
        if (said.isEmpty()) {
            lines.add(
                    (others.isEmpty() ? "I cannot answer that: no" : "No")
                            + " line of the runbooks that were found has the words of the question, so it is not known whether it would help"
                            + (causes.isEmpty() || !others.isEmpty()
                                    ? "."
                                    : "; the cause that was found is "
                                            + Say.list(causes, 3)
                                            + "."));
        } else {
            lines.add(others.isEmpty() ? "The runbooks say of it:" : "The runbooks say:");
            lines.addAll(said.stream().limit(MAX).toList());
        }
        if (others.isEmpty()) {
            instead().ifPresent(lines::add);
        }
        return String.join("\n", lines);
    }

    private Optional<String> instead() {
        return Plan.of(runbooks, facts.analysis().traits()).stream()
                .filter(step -> !step.runbook().isEmpty())
                .findFirst()
                .map(step ->
                        "The first step that "
                                + step.runbook()
                                + " advises: "
                                + step.text()
                                + (step.needsApproval() ? " (needs approval)" : ""));
    }

    private static Set<String> stems(List<String> words) {
        Set<String> stems = new LinkedHashSet<>();
        for (String word : words) {
            boolean says =
                    word.length() >= STEM - 1
                            && Language.ALL.stream().noneMatch(l -> l.isFiller(word));
            if (says) {
                stems.add(word.substring(0, Math.min(word.length(), STEM)));
            }
            Language.groups("action of ").values().stream()
                    .filter(group -> group.contains(word))
                    .forEach(stems::addAll);
        }
        return stems;
    }

    /** Lines of the runbooks with a word that begins so. */
    private List<String> lines(Set<String> stems, Snapshot asked) {
        List<String> lines = new ArrayList<>();
        for (Document document : documents(asked)) {
            for (String line : document.text().lines().toList()) {
                String lower = line.toLowerCase(Locale.ROOT);
                if (!line.startsWith("#") && stems.stream().anyMatch(lower::contains)) {
                    lines.add("- " + document.id() + ": " + Written.withoutBullet(line));
                }
            }
        }
        return lines;
    }

    private List<Document> documents(Snapshot asked) {
        Set<Document> documents = new LinkedHashSet<>();
        runbooks.forEach(m -> documents.add(m.passage().document()));
        Written.documents(Kind.RUNBOOKS, facts.analysis().snapshot()).stream()
                .limit(3)
                .forEach(documents::add);
        documents.addAll(Written.documents(Kind.RUNBOOKS, asked));
        return List.copyOf(documents);
    }

    /** Earlier cases, with how they ended; first those that the question names. */
    String history(Question question, Snapshot asked) {
        Set<String> needed = needed(question);
        Set<Document> meant = new LinkedHashSet<>();
        for (Document ticket : Written.documents(Kind.TICKETS, asked)) {
            boolean named =
                    question.strangers().stream().anyMatch(ticket.id()::equalsIgnoreCase)
                            || question.entities().stream()
                                    .anyMatch(e -> Records.isIn(e, ticket.text()))
                            || ticket.field(AFFECTED).filter(needed::contains).isPresent();
            if (named) {
                meant.add(ticket);
            }
        }
        if (!meant.isEmpty()) {
            return String.join("\n", meant.stream().limit(MAX).map(this::told).toList());
        }
        List<String> asksFor = question.strangers();
        return (asksFor.isEmpty()
                        ? ""
                        : "No earlier case is called " + String.join(" or ", asksFor) + ". ")
                + history();
    }

    /** Where a question names nothing: what the alert is about, and what that needs. */
    Set<String> needed(Question question) {
        Set<String> needed = new LinkedHashSet<>();
        if (question.entities().isEmpty() && question.strangers().isEmpty()) {
            Set<String> about = new LinkedHashSet<>(facts.meant(List.of()));
            about.addAll(facts.finding().alert().entities());
            for (String entity : about) {
                needed.add(entity);
                needed.addAll(facts.needs(entity));
            }
        }
        return needed;
    }

    /** Tickets of these themselves, as more to what is said of them. */
    String ticketsOf(List<String> entities, Snapshot asked) {
        List<String> lines =
                Written.documents(Kind.TICKETS, asked).stream()
                        .filter(t -> t.field(AFFECTED).filter(entities::contains).isPresent())
                        .distinct()
                        .limit(MAX)
                        .map(t -> titled(t) + solved(t) + ".")
                        .toList();
        return lines.isEmpty()
                ? ""
                : "\nTickets of " + Say.list(entities, 3) + " itself:\n" + String.join("\n", lines);
    }

    /** What a ticket says, and whether it is of what fails now. */
    private String told(Document ticket) {
        boolean same = facts.failed().stream().anyMatch(e -> Records.isIn(e, ticket.text()));
        return "- "
                + ticket.id()
                + ticket.date().map(day -> " of " + day).orElse("")
                + ", "
                + ticket.title()
                + ticket.field(AFFECTED).map(e -> "; affected: " + e).orElse("")
                + ticket.rootCause().map(c -> "; cause: " + c).orElse("")
                + solved(ticket)
                + (facts.causes().isEmpty()
                        ? ""
                        : same
                                ? "; it names what fails now, " + Say.list(facts.causes(), 3)
                                : "; it does not name what fails now, "
                                        + Say.list(facts.causes(), 3)
                                        + ", so it was different as far as is known")
                + ".";
    }

    private String history() {
        if (tickets.isEmpty()) {
            return facts.analysis().snapshot().passages(Kind.TICKETS).isEmpty()
                    ? "I cannot answer that: no ticket was found that names what this is about."
                    : named();
        }
        List<String> lines = new ArrayList<>();
        for (Match ticket : tickets) {
            Document document = ticket.passage().document();
            lines.add(
                    titled(document)
                            + ": "
                            + ticket.why()
                            + (document.fields().isEmpty() ? "" : solved(document)));
        }
        return String.join("\n", lines);
    }

    /** Tickets that name what failed, though nothing else of them fits. */
    private String named() {
        Set<String> failed = facts.failed();
        Set<Document> found = new LinkedHashSet<>();
        for (Document ticket : facts.tickets()) {
            if (failed.stream().anyMatch(ticket.text()::contains)) {
                found.add(ticket);
            }
        }
        return found.isEmpty()
                ? "No earlier ticket matches."
                : String.join(
                        "\n", found.stream().limit(MAX).map(d -> titled(d) + solved(d)).toList());
    }

    /** A line with its id, date and title. */
    private static String titled(Document ticket) {
        return "- "
                + ticket.id()
                + ticket.date().map(day -> " of " + day).orElse("")
                + ", "
                + ticket.title();
    }

    private static String solved(Document ticket) {
        return ticket.resolution().map(r -> "; solved by: " + r).orElse("");
    }

    List<Document> earlier() {
        return tickets.stream().map(t -> t.passage().document()).toList();
    }
}
