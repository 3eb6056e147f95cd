package dev.nocturne.llm.grounding;

import dev.nocturne.core.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The evidence of a session: that of earlier turns and that of the current turn. */
public final class EvidenceBook {
    private static final Pattern ID = Pattern.compile("\\bE\\d{1,5}\\b");
    private static final int FINDING_CHARS = 240;

    private final Set<String> earlier;
    private final List<EvidenceItem> items = new ArrayList<>();
    private int last;

    /**
     * @param earlier ids of the evidence of earlier turns
     * @param last the greatest number used so far, 0 for none
     */
    public EvidenceBook(Set<String> earlier, int last) {
        this.earlier = Set.copyOf(earlier);
        this.last = last;
    }

    /** Adds the result of a call and returns its id. */
    public String add(String call, String agent, String query, String result) {
        String id = "E" + ++last;
        String line = result.lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
        items.add(new EvidenceItem(id, call, agent, query, Text.cut(line, FINDING_CHARS)));
        return id;
    }

    /** The evidence of the current turn, in the order of the calls. */
    public List<EvidenceItem> items() {
        return List.copyOf(items);
    }

    /** The ids in the texts that exist; a text may contain several, like {@code [E1, E3]}. */
    List<String> filterKnown(List<String> cited) {
        Set<String> ids = new LinkedHashSet<>();
        cited.forEach(text -> ids.addAll(ids(text)));
        ids.retainAll(all());
        return List.copyOf(ids);
    }

    /** Whether none of the cited ids exists. */
    public boolean lacks(List<String> cited) {
        return filterKnown(cited).isEmpty();
    }

    private Set<String> all() {
        Set<String> all = new HashSet<>(earlier);
        items.forEach(evidence -> all.add(evidence.id()));
        return all;
    }

    /** All ids in a text, whether they exist or not. */
    static Set<String> ids(String text) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher matcher = ID.matcher(text);
        while (matcher.find()) {
            ids.add(matcher.group());
        }
        return ids;
    }
}
