package dev.nocturne.server.http;

import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what the HTTP library itself refuses with a problem, like every other refusal. */
final class ErrorPages implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status =
                request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer code
                        ? code
                        : Math.max(response.getStatus(), 400);
        ReplySender.refuse(
                request,
                response,
                callback,
                new Reply.Refused(ProblemDetails.ofStatus(status), Map.of()));
        return true;
    }
}
