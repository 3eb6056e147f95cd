package dev.nocturne.llm.grounding;

import dev.nocturne.core.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The evidence of a session: what earlier turns found and what this one finds. */
public final class EvidenceBook {
    private static final Pattern ID = Pattern.compile("\\bE\\d{1,5}\\b");
    private static final int FINDING_CHARS = 240;

    private final Set<String> earlier;
    private final List<EvidenceItem> found = new ArrayList<>();
    private int last;

    /**
     * @param earlier ids that earlier turns gave
     * @param last the greatest number given so far, 0 for none
     */
    public EvidenceBook(Set<String> earlier, int last) {
        this.earlier = Set.copyOf(earlier);
        this.last = last;
    }

    /** Gives the call the next id. */
    public String add(String call, String agent, String query, String said) {
        String id = "E" + ++last;
        String line = said.lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
        found.add(new EvidenceItem(id, call, agent, query, Text.cut(line, FINDING_CHARS)));
        return id;
    }

    /** This turn's, in the order they were found. */
    public List<EvidenceItem> found() {
        return List.copyOf(found);
    }

    /** Of these, the ids there are; a text like {@code [E1, E3]} counts for the ids in it. */
    List<String> filterKnown(List<String> cited) {
        Set<String> ids = new LinkedHashSet<>();
        cited.forEach(text -> ids.addAll(ids(text)));
        ids.retainAll(all());
        return List.copyOf(ids);
    }

    /** Whether none of the ids exists. */
    public boolean lacks(List<String> cited) {
        return filterKnown(cited).isEmpty();
    }

    private Set<String> all() {
        Set<String> all = new HashSet<>(earlier);
        found.forEach(evidence -> all.add(evidence.id()));
        return all;
    }

    /** The ids written in a text, whether they exist or not. */
    static Set<String> ids(String text) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher matcher = ID.matcher(text);
        while (matcher.find()) {
            ids.add(matcher.group());
        }
        return ids;
    }
}
