"""An agent that runs elsewhere: external_agent.py http://127.0.0.1:8080 telecom-transport "LINK-7 is down" """
import datetime, json, sys, urllib.request

server, environment, alert = sys.argv[1:]


def post(path, body):
    request = urllib.request.Request(server + path, json.dumps(body).encode(), {"content-type": "application/json"})
    return json.load(urllib.request.urlopen(request, timeout=30))


session = post("/api/sessions", {"environment": environment, "alert_text": alert, "orchestrator": "external"})["session_id"]
call = {"id": "call-1", "step": 1, "agent": "GraphExplorerAgent", "query": "How large is the network?",
        "timestamp": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")}
begun = post(f"/api/sessions/{session}/events", {"events": [
    {"event": "session.created", "data": {"session_id": session, "thread_id": "mine"}}, {"event": "tool_call.start", "data": call}]})
found = f"{post('/query/topology', {'environment': environment})['meta']['node_count']} entities"
if not begun["cancel_requested"]:  # every answer says so; the server has ended the turn by then
    post(f"/api/sessions/{session}/events", {"expected_seq": begun["last_seq"], "events": [
        {"event": "tool_call.complete", "data": {**call, "duration": "0.1s", "response": found}},
        {"event": "message.start", "data": {"id": "m"}}, {"event": "message.delta", "data": {"id": "m", "text": found}},
        {"event": "message.complete", "data": {"id": "m", "text": found}}, {"event": "run.complete", "data": {}}]})
print(session)
