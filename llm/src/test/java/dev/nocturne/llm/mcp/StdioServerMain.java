package dev.nocturne.llm.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An MCP server on its input and output. Writes a file named after its process id into the folder
 * it gets.
 */
final class StdioServerMain {
    private StdioServerMain() {}

    public static void main(String[] args) throws IOException {
        JsonMapper json = JsonMapper.shared();
        Path folder = Path.of(args[0]);
        Files.createFile(folder.resolve("pid-" + ProcessHandle.current().pid()));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("hello, I am a server and this is no message");
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode request = json.readTree(line);
            if (!request.has("id") || !request.has("method")) {
                continue;
            }
            String tool = request.path("params").path("name").asString("");
            String q = request.path("params").path("arguments").path("q").asString("");
            if (tool.equals("boom") && q.equals("crash")) {
                Runtime.getRuntime().halt(3);
            }
            if (tool.equals("hang")) {
                Files.createFile(folder.resolve("hanging"));
                continue;
            }
            out.println("{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"ping\"}");
            ObjectNode answer = json.createObjectNode();
            answer.put("jsonrpc", "2.0");
            answer.set("id", request.path("id"));
            answer.set("result", ToolScript.result(request));
            out.println(json.writeValueAsString(answer));
        }
    }
}
