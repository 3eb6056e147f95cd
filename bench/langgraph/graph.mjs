// An agent of as many steps as asked for, each of which emits one event of its own to the stream.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";

const PAD =
  "GraphExplorerAgent asks which links of the ring between the two sites are down, " +
  "and which services use them, since fourteen hours thirty-seven";

const latest = () => Annotation({ reducer: (_, next) => next, default: () => 0 });
const State = Annotation.Root({ n: latest(), steps: latest() });

function step(state, config) {
  const n = state.n + 1;
  config.writer?.({ n, query: PAD });
  return { n };
}

export const graph = new StateGraph(State)
  .addNode("step", step)
  .addEdge(START, "step")
  .addConditionalEdges("step", (state) => (state.n < state.steps ? "step" : END))
  .compile();
