package dev.nocturne.server.sessions;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.session.Answers;
import dev.nocturne.core.session.ApprovalDecision;
import dev.nocturne.core.session.SessionSnapshot;
import dev.nocturne.core.session.Sessions;
import dev.nocturne.server.http.EnvironmentName;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Form;
import dev.nocturne.server.http.Limits;
import dev.nocturne.server.http.Query;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The endpoints of PROTOCOL.md, section 1, except for the stream. */
public final class SessionRoutes {
    private final Sessions sessions;

    public SessionRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    public List<Route> all() {
        return List.of(
                Route.post("/api/sessions", this::create),
                Route.get("/api/sessions", x -> Listing.list(sessions, x)),
                Route.get("/api/sessions/{id}", this::detail),
                Route.get("/api/sessions/{id}/events", this::events),
                Route.delete("/api/sessions/{id}", this::delete),
                Route.post("/api/sessions/{id}/message", this::message),
                Route.post("/api/sessions/{id}/cancel", this::cancel),
                Route.post("/api/sessions/{id}/save", this::save),
                Route.post("/api/sessions/{id}/events", this::post),
                Route.post("/api/sessions/{id}/approvals/{approval}", this::resolve),
                Route.get("/api/sessions/{id}/tool-calls/{call}/result", this::result));
    }

    /** The session id in the path; a refusal if it is malformed. */
    public static Result<SessionId> id(Exchange exchange) {
        String text = exchange.param("id");
        return SessionId.isValid(text) ? Result.ok(new SessionId(text)) : notFound();
    }

    private static <T> Result.Rejected<T> notFound() {
        return Result.rejected(ErrorCode.NOT_FOUND, "There is no such session.");
    }

    private Reply create(Exchange exchange) {
        PostRequest posted = PostRequest.read(exchange, Limits.BODY_BYTES);
        Form form = posted.form();
        String environment = EnvironmentName.required(form);
        String alert = form.text("alert_text", Limits.TEXT_BYTES);
        String orchestrator = form.optionalText("orchestrator", Limits.NAME_BYTES);
        return answer(
                form,
                () ->
                        sessions.create(
                                exchange.owner(), environment, alert, orchestrator, posted.key()));
    }

    private Reply detail(Exchange exchange) {
        return of(
                exchange,
                id -> {
                    Query query = exchange.query();
                    String view = query.text("view");
                    if (view != null && !view.equals("state")) {
                        query.addMistake("'view' must be state, or be left out for all.");
                    }
                    var rejected = query.rejection();
                    if (rejected.isPresent()) {
                        return Reply.refuse(rejected.get());
                    }
                    exchange.reserve(DetailBody.BYTES);
                    return Reply.of(
                            sessions.open(exchange.owner(), id),
                            view == null ? SessionRoutes::detail : DetailBody::state);
                });
    }

    private static Reply detail(SessionSnapshot snapshot) {
        return new Reply.Streamed(Reply.JSON, Map.of(), new DetailBody(snapshot));
    }

    private Reply events(Exchange exchange) {
        return of(exchange, id -> EventPages.page(sessions, exchange, id));
    }

    private Reply delete(Exchange exchange) {
        String id = exchange.param("id");
        return Reply.json(
                SessionId.isValid(id)
                        ? sessions.delete(exchange.owner(), new SessionId(id))
                        : new Answers.Deleted(id));
    }

    private Reply message(Exchange exchange) {
        return of(
                exchange,
                id -> {
                    PostRequest posted = PostRequest.read(exchange, Limits.BODY_BYTES);
                    String text = posted.form().text("text", Limits.TEXT_BYTES);
                    return answer(
                            posted.form(),
                            () -> sessions.message(exchange.owner(), id, text, posted.key()));
                });
    }

    private Reply cancel(Exchange exchange) {
        return of(
                exchange,
                id -> {
                    PostRequest posted = PostRequest.readBare(exchange, Limits.BODY_BYTES);
                    return answer(
                            posted.form(),
                            () -> sessions.cancel(exchange.owner(), id, posted.key()));
                });
    }

    private Reply save(Exchange exchange) {
        return of(
                exchange,
                id -> {
                    PostRequest posted = PostRequest.readBare(exchange, Limits.BODY_BYTES);
                    return answer(
                            posted.form(), () -> sessions.save(exchange.owner(), id, posted.key()));
                });
    }

    private Reply resolve(Exchange exchange) {
        return of(
                exchange,
                id -> {
                    PostRequest posted = PostRequest.read(exchange, Limits.BODY_BYTES);
                    Form form = posted.form();
                    ApprovalDecision decision = decision(form);
                    String note = form.optionalText("note", Limits.NOTE_BYTES);
                    return answer(
                            form,
                            () ->
                                    sessions.resolve(
                                            exchange.owner(),
                                            id,
                                            exchange.param("approval"),
                                            decision,
                                            note == null || note.isBlank() ? null : note,
                                            posted.key()));
                });
    }

    private static ApprovalDecision decision(Form form) {
        String name = form.text("decision", Limits.NAME_BYTES);
        Optional<ApprovalDecision> decision = ApprovalDecision.of(name);
        if (decision.isEmpty() && !name.isBlank()) {
            form.addMistake("'decision' must be approve or deny.");
        }
        return decision.orElse(ApprovalDecision.DENY);
    }

    private Reply post(Exchange exchange) {
        return of(
                exchange,
                id -> {
                    PostRequest posted = PostRequest.read(exchange, Limits.EVENTS_BODY_BYTES);
                    Form form = posted.form();
                    ExternalBatch batch = ExternalBatch.read(form);
                    OptionalLong expected = form.optionalLong("expected_seq", 0, Long.MAX_VALUE);
                    if (form.rejection().isEmpty() && batch.tooLarge().isPresent()) {
                        return Reply.refuse(batch.tooLarge().get());
                    }
                    return answer(
                            form,
                            () ->
                                    sessions.post(
                                            exchange.owner(),
                                            id,
                                            batch.events(),
                                            expected,
                                            posted.key()));
                });
    }

    private Reply result(Exchange exchange) {
        return of(
                exchange,
                id -> {
                    Query query = exchange.query();
                    Optional<String> type = ToolResults.type(exchange, query);
                    var rejected = query.rejection();
                    if (rejected.isPresent()) {
                        return Reply.refuse(rejected.get());
                    }
                    String call = exchange.param("call");
                    exchange.reserve(
                            ToolResults.bytes(
                                    sessions.toolResultSize(exchange.owner(), id, call), type));
                    return Reply.of(
                            sessions.toolResult(exchange.owner(), id, call),
                            json -> result(json, type.orElse(null)));
                });
    }

    private static Reply result(String json, @Nullable String type) {
        return type == null
                ? ToolResults.notAcceptable("A result comes as application/json or text/csv.")
                : ToolResults.reply(json, type);
    }

    private static Reply of(Exchange exchange, Function<SessionId, Reply> with) {
        return Reply.of(id(exchange), with);
    }

    /** Runs the command only when the form has no mistakes. */
    private static <T> Reply answer(Form form, Question<T> question) {
        return form.rejection().<Reply>map(Reply::refuse).orElseGet(() -> Reply.of(question.ask()));
    }

    /** A command that runs once the request is known to be well-formed. */
    @FunctionalInterface
    private interface Question<T> {
        Result<T> ask();
    }
}
