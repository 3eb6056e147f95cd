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
                    INVOLVED);

    boolean needsEntity() {
        return OF_ENTITY.contains(this);
    }

    boolean keepsEntity() {
        return OF_SAME.contains(this);
    }

    /** Words after its phrase may be what it is about. */
    boolean takesEntity() {
        return needsEntity() || keepsEntity() || this == NUMBERS;
    }

    /** Its key in {@code questions.txt}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
