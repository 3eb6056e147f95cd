package dev.nocturne.investigator.followup;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a follow-up asks for. Of equal matches the first counts. */
public enum Intent {
    ACT,
    FIRST_ALARM,
    ROLL_BACK,
    ETA,
    CUSTOMER,
    MANAGEMENT,
    WHY_NOT,
    ALTERNATIVES,
    REFUTE,
    NOT_KNOWN,
    CONFIDENCE,
    COST,
    REROUTE,
    DISPATCH,
    CONTACT,
    WOULD_HELP,
    WHY,
    BACKUP,
    RUNBOOK,
    RECORDS,
    PLANNED,
    FORMER,
    DUTY,
    COURSE,
    EXTREME,
    DURATION,
    CONNECTED,
    EARLY_SIGNS,
    OUTLOOK,
    LOST,
    WHICH,
    HAS,
    COMPARE,
    PLACEMENT,
    NEEDS,
    DEPENDENTS,
    EVENTS,
    ALARMS,
    METRIC,
    NUMBERS,
    HISTORY,
    CHANGES,
    STILL,
    START,
    AFFECTED,
    INVOLVED,
    INVENTORY,
    SUMMARY,
    WELL,
    DESCRIBE,
    NEXT,
    UNCLEAR;

    /** These are about an entity; without one there is nothing to say. */
    private static final Set<Intent> OF_ENTITY =
            EnumSet.of(WELL, INVOLVED, DESCRIBE, WHY_NOT, NEEDS, DEPENDENTS, PLACEMENT);

    /** In these "it" is the entity of the question before, else the incident. */
    private static final Set<Intent> OF_SAME =
            EnumSet.of(
                    PLACEMENT,
                    NEEDS,
                    DEPENDENTS,
                    METRIC,
                    EVENTS,
                    ALARMS,
                    CONTACT,
                    DESCRIBE,
                    COMPARE,
                    REROUTE,
                    BACKUP,
                    INVOLVED,
                    RECORDS,
                    PLANNED,
                    FORMER,
                    EXTREME,
                    COURSE,
                    DURATION,
                    NUMBERS,
                    ROLL_BACK,
                    OUTLOOK,
                    HAS);

    /** In these "that valve" is one of the kind, not all of the kind. */
    private static final Set<Intent> OF_ONE =
            EnumSet.of(
                    START,
                    CHANGES,
                    STILL,
                    RECORDS,
                    PLANNED,
                    FORMER,
                    EXTREME,
                    COURSE,
                    DURATION,
                    OUTLOOK,
                    METRIC,
                    NUMBERS,
                    EVENTS,
                    ALARMS,
                    COMPARE,
                    REROUTE,
                    BACKUP,
                    HISTORY,
                    WHY,
                    WOULD_HELP,
                    EARLY_SIGNS,
                    INVOLVED,
                    DESCRIBE,
                    WHY_NOT);

    boolean needsEntity() {
        return OF_ENTITY.contains(this);
    }

    boolean keepsEntity() {
        return OF_SAME.contains(this);
    }

    /** Whether it is about how it is now, and so answers nothing about another time. */
    boolean isOfNow() {
        return this == AFFECTED
                || this == STILL
                || this == WELL
                || this == INVOLVED
                || this == WHY_NOT;
    }

    /** Whether a kind that is named stands for those of the kind that matter here. */
    boolean takesOfKind() {
        return OF_ONE.contains(this);
    }

    /** Here a kind is what is asked for, unless it is said which one: "on that valve". */
    boolean takesDefinite() {
        return this == DEPENDENTS
                || this == NEEDS
                || this == PLACEMENT
                || this == WELL
                || this == CONTACT;
    }

    /** Words that name nothing here may still be words of a document. */
    boolean takesStrangers() {
        return this == HISTORY
                || this == WOULD_HELP
                || this == DUTY
                || this == CONTACT
                || this == DISPATCH
                || this == HAS
                || this == LOST
                || this == NEXT;
    }

    /** What it counts or measures is named by some word, wherever it stands. */
    boolean countsAll() {
        return this == NUMBERS || this == EXTREME || this == COURSE;
    }

    /** Words after its phrase may be what it is about. */
    boolean takesEntity() {
        return needsEntity() || keepsEntity() || this == NUMBERS || this == WHY;
    }

    /** Its key in {@code questions.txt}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
