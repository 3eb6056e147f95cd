// LangGraph's own server with the graph beside this file: node serve.mjs PORT RUNS_AT_ONCE FOLDER
import { startServer } from "@langchain/langgraph-api/server";

const [port, workers, folder] = process.argv.slice(2);
await startServer({
  port: Number(port),
  nWorkers: Number(workers),
  host: "127.0.0.1",
  cwd: folder,
  graphs: { agent: new URL("graph.mjs", import.meta.url).pathname + ":graph" },
});
