package dev.nocturne.llm.provider;

import dev.nocturne.llm.model.ToolSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Conversions that both protocols need. */
final class Schemas {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<LinkedHashMap<String, Object>> MAP =
            new TypeReference<>() {};

    private Schemas() {}

    /** A tool's name, description and schema, with the schema in the field of this name. */
    static Map<String, Object> tool(ToolSpec tool, String schemaName) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", tool.name());
        map.put("description", tool.description());
        map.put(schemaName, JSON.convertValue(tool.parameters(), MAP));
        return map;
    }

    static long orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
