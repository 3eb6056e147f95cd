package dev.nocturne.investigator.impact;

import dev.nocturne.investigator.dependency.Effect;
import java.util.List;
import java.util.OptionalLong;

/**
 * Who suffers and what it costs.
 *
 * @param affected everything that is down, degraded or at risk, offers first, the worst first
 * @param services how many offers (services, applications, business flows) are down or degraded
 * @param customers sum of their customers; empty where the data count none
 * @param users sum of their users; empty where the data count none
 * @param penaltyPerHour sum over the agreements whose trigger is met
 * @param currency of the agreements; empty when there is none
 * @param penalties one for each agreement that costs
 * @param agreements whether the data hold any service level agreement
 * @param papers whether the data hold documents that may be agreements
 * @param clauses what agreements say in words of what is affected; nothing is computed from it
 * @param backups the backup paths of what is affected
 */
public record Impact(
        List<Affected> affected,
        int services,
        OptionalLong customers,
        OptionalLong users,
        double penaltyPerHour,
        String currency,
        List<Penalty> penalties,
        boolean agreements,
        boolean papers,
        List<Clause> clauses,
        List<Backup> backups) {
    public static final Impact NONE =
            new Impact(
                    List.of(),
                    0,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    0,
                    "",
                    List.of(),
                    false,
                    false,
                    List.of(),
                    List.of());

    public Impact {
        affected = List.copyOf(affected);
        penalties = List.copyOf(penalties);
        clauses = List.copyOf(clauses);
        backups = List.copyOf(backups);
    }

    /**
     * One entity that suffers.
     *
     * @param offer whether customers buy or use it
     * @param observed whether alarms or metrics of its own show it; otherwise it follows from the
     *     dependencies
     */
    public record Affected(int entity, Effect effect, boolean offer, boolean observed) {}

    /**
     * What an agreement says in words.
     *
     * @param entity what it is about
     */
    public record Clause(String agreement, String entity, String words) {}

    /** What one breached agreement costs. */
    public record Penalty(String agreement, String entity, double perHour, String trigger) {}

    /**
     * Main and spare ways. {@code shared}: what both ways need; empty where they are independent as
     * far as known.
     */
    public record Backup(
            String entity, List<String> main, List<String> spare, List<String> shared) {
        public Backup {
            main = List.copyOf(main);
            spare = List.copyOf(spare);
            shared = List.copyOf(shared);
        }
    }
}
