package dev.nocturne.core.engine;

import dev.nocturne.core.Text;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.event.Visualization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the event of a finished call to its size limit; the full result is stored beside the log. It
 * first removes rows and states how many there were, then shortens lists, then texts.
 */
final class WireCut {
    /** The size to aim for. */
    static final int WANTED_BYTES = 8 * 1024;

    /** The largest size allowed (contract). */
    static final int MOST_BYTES = 32 * 1024;

    /** The number of rows to keep even if the event is then larger than aimed for. */
    private static final int ROWS_WORTH_KEEPING = 60;

    /** The number of characters of response and query that are always kept: a page of text. */
    private static final int RESPONSE_CHARS = 6_000;

    private static final int QUERY_CHARS = 2_000;
    private static final int DOCUMENT_CHARS = 400;

    private WireCut() {}

    static Payload.ToolCallComplete cut(Payload.ToolCallComplete whole) {
        Payload.ToolCallComplete cut = whole;
        int rows = mostRows(cut);
        while (size(cut) > WANTED_BYTES && rows > ROWS_WORTH_KEEPING) {
            rows = Math.max(ROWS_WORTH_KEEPING, rows / 2);
            cut = withRows(whole, rows);
        }
        while (size(cut) > MOST_BYTES && rows > 0) {
            rows /= 2;
            cut = withRows(whole, rows);
        }
        return size(cut) > MOST_BYTES ? shorten(cut) : cut;
    }

    private static int size(Payload payload) {
        return EventCodec.encode(payload).getBytes(StandardCharsets.UTF_8).length;
    }

    private static int mostRows(Payload.ToolCallComplete call) {
        int most = 0;
        for (Visualization v : visualizations(call)) {
            most = Math.max(most, rows(v));
        }
        return most;
    }

    private static List<Visualization> visualizations(Payload.ToolCallComplete call) {
        return call.visualizations() == null ? List.of() : call.visualizations();
    }

    private static int rows(Visualization v) {
        return switch (v) {
            case Visualization.Graph graph -> graph.data().data().size();
            case Visualization.Table table -> table.data().rows().size();
            case Visualization.Documents documents ->
                    documents.data().searchHits() == null
                            ? 0
                            : documents.data().searchHits().size();
        };
    }

    private static Payload.ToolCallComplete withRows(Payload.ToolCallComplete call, int most) {
        List<Visualization> cut =
                visualizations(call).stream().map(v -> withRows(v, most)).toList();
        return with(call, call.response(), cut, call.subSteps());
    }

    private static Visualization withRows(Visualization v, int most) {
        if (rows(v) <= most) {
            return v;
        }
        return switch (v) {
            case Visualization.Graph g ->
                    new Visualization.Graph(
                            new Visualization.Rows(
                                    g.data().columns(),
                                    g.data().data().subList(0, most),
                                    g.data().query(),
                                    rows(v)));
            case Visualization.Table t ->
                    new Visualization.Table(
                            new Visualization.TableRows(
                                    t.data().columns(),
                                    t.data().rows().subList(0, most),
                                    t.data().query(),
                                    rows(v)));
            case Visualization.Documents d ->
                    new Visualization.Documents(
                            new Visualization.Found(
                                    d.data().content(),
                                    d.data().agent(),
                                    d.data().citations(),
                                    d.data().searchHits() == null
                                            ? null
                                            : d.data().searchHits().subList(0, most)));
        };
    }

    /** Halves the texts until the event fits, after removing rows was not enough. */
    private static Payload.ToolCallComplete shorten(Payload.ToolCallComplete call) {
        int chars = Math.max(call.response().length(), RESPONSE_CHARS);
        Payload.ToolCallComplete cut = call;
        while (size(cut) > MOST_BYTES && chars > 0) {
            chars /= 2;
            cut =
                    with(
                            call,
                            shortText(call.response(), chars),
                            visualizations(call).stream()
                                    .filter(v -> v instanceof Visualization.Documents)
                                    .map(WireCut::shortDocuments)
                                    .toList(),
                            shortSteps(call.subSteps(), chars));
        }
        return cut;
    }

    private static String shortText(String text, int chars) {
        return text.length() <= chars
                ? text
                : Text.cut(text, chars)
                        + "\n\n[Cut here: "
                        + text.length()
                        + " characters in all; the full text is in the uncut result.]";
    }

    private static Visualization shortDocuments(Visualization v) {
        if (!(v instanceof Visualization.Documents d)) {
            return v;
        }
        return new Visualization.Documents(
                new Visualization.Found(
                        Text.cut(d.data().content(), DOCUMENT_CHARS),
                        d.data().agent(),
                        null,
                        null));
    }

    private static @Nullable List<SubStep> shortSteps(@Nullable List<SubStep> steps, int chars) {
        if (steps == null) {
            return null;
        }
        List<SubStep> some = new ArrayList<>();
        int budget = chars;
        for (SubStep step : steps) {
            budget -= step.query().length() + step.resultSummary().length();
            if (budget < 0) {
                break;
            }
            some.add(step);
        }
        return some;
    }

    private static Payload.ToolCallComplete with(
            Payload.ToolCallComplete call,
            String response,
            List<Visualization> visualizations,
            @Nullable List<SubStep> subSteps) {
        return new Payload.ToolCallComplete(
                call.id(),
                call.step(),
                call.agent(),
                call.duration(),
                Text.cut(call.query(), QUERY_CHARS),
                response,
                call.timestamp(),
                call.error(),
                visualizations.isEmpty() ? null : visualizations,
                subSteps,
                call.reasoning(),
                call.isAction(),
                call.action());
    }
}
