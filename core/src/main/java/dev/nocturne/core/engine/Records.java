package dev.nocturne.core.engine;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Writes events of an orchestrator's own, each only once even if the run is resumed. */
final class Records {
    /**
     * The most bytes of a record: several times a model's longest answer, and small enough for
     * every reader of the log.
     */
    static final int MOST_BYTES = 1024 * 1024;

    private record Id(String event, String key) {}

    private final RunPort port;
    private final Journal journal;
    private final Set<String> emitted = ConcurrentHashMap.newKeySet();
    private final Set<Id> begun = ConcurrentHashMap.newKeySet();
    private final Map<Id, ObjectNode> written = new ConcurrentHashMap<>();

    Records(RunPort port, Journal journal) {
        this.port = port;
        this.journal = journal;
    }

    void emitOnce(String event, ObjectNode data) {
        if (!journal.hasEmitted(event) && emitted.add(event)) {
            port.emit(List.of(new Payload.Custom(event, data)), List.of());
        }
    }

    Optional<ObjectNode> find(String event, String key) {
        return Optional.ofNullable(written.get(new Id(event, key)))
                .or(() -> journal.record(event, key))
                .map(ObjectNode::deepCopy);
    }

    void record(String event, String key, ObjectNode data) {
        Id id = new Id(event, key);
        if (EventCodec.isKnown(event) || event.equals(CallEvents.BODY_BEGINS)) {
            throw new IllegalStateException(event + " is written only by the framework");
        }
        if (journal.record(event, key).isPresent() || !begun.add(id)) {
            throw new IllegalStateException(event + " " + key + " is recorded already");
        }
        ObjectNode keyed = data.deepCopy().put("key", key);
        int bytes = keyed.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IllegalStateException(event + " " + key + " has " + bytes + " bytes");
        }
        port.emit(List.of(new Payload.Custom(event, keyed)), List.of());
        written.put(id, keyed);
    }
}
