package dev.nocturne.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiFormTest {
    private static final String FINISH =
            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}";

    private static String delta(String delta) {
        return "{\"choices\":[{\"index\":0,\"delta\":" + delta.replace('\'', '"') + "}]}";
    }

    private static String call(String call) {
        return delta("{'tool_calls':[" + call + "]}");
    }

    private static ModelAnswer answer(String... events) throws Exception {
        try (FaultyServer server =
                new FaultyServer((_, reply) -> {
                    reply.stream();
                    for (String event : events) {
                        reply.data(event);
                    }
                    reply.end();
                })) {
            return Answers.openAi(server.base()).ask(Answers.request(), ModelListener.NONE);
        }
    }

    private static List<String> calls(String... pieces) throws Exception {
        List<String> events = new ArrayList<>(List.of(pieces));
        events.add(FINISH);
        events.add("[DONE]");
        List<ToolRequest> calls = answer(events.toArray(String[]::new)).calls();
        assertThat(calls).extracting(ToolRequest::id).doesNotHaveDuplicates().doesNotContain("");
        return calls.stream().map(call -> call.name() + call.arguments()).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'index':0,'id':'c%d',",
                "'index':0,",
                "'index':null,'id':null,",
                "",
                "'index':%d,'id':'same',",
                "'id':'same',",
                "'index':0,'id':'c%d','type':null,"
            })
    void wholeParallelCallsStayApartWhateverTheirIndexAndId(String place) throws Exception {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String at = place.contains("%") ? place.formatted(i) : place;
            pieces.add(
                    call(
                            "{"
                                    + at
                                    + "'function':{'name':'find','arguments':'{\\'q\\':"
                                            .replace("\\'", "\\\"")
                                    + i
                                    + "}'}}"));
        }

        assertThat(calls(pieces.toArray(String[]::new)))
                .containsExactly("find{\"q\":0}", "find{\"q\":1}", "find{\"q\":2}");
    }

    @Test
    void parallelCallsInPiecesMayAllHaveIndexZero() throws Exception {
        assertThat(
                        calls(
                                call("{'index':0,'id':'a','function':{'name':'x','arguments':''}}"),
                                call("{'index':0,'function':{'arguments':'{\\\"q\\\"'}}"),
                                call("{'index':0,'function':{'arguments':':1}'}}"),
                                call("{'index':0,'id':'b','function':{'name':'y','arguments':''}}"),
                                call("{'index':0,'function':{'arguments':'{\\\"q\\\":2}'}}")))
                .containsExactly("x{\"q\":1}", "y{\"q\":2}");
    }

    @Test
    void nameAndIdMayBeRepeatedInEachPiece() throws Exception {
        assertThat(
                        calls(
                                call("{'index':0,'id':'a','function':{'name':'x','arguments':''}}"),
                                call(
                                        "{'index':0,'id':'a','function':{'name':'x','arguments':'{'}}"),
                                call(
                                        "{'index':0,'id':'a','function':{'name':'x','arguments':'}'}}"),
                                call(
                                        "{'index':0,'id':'a','function':{'name':'x','arguments':''}}")))
                .containsExactly("x{}");
    }

    @Test
    void argumentsMayBeAnObjectOrMissing() throws Exception {
        assertThat(
                        calls(
                                call(
                                        "{'index':0,'id':'a','function':{'name':'x','arguments':{'q':[1]}}}"),
                                call(
                                        "{'index':1,'id':'b','function':{'name':'y','arguments':null}}"),
                                call("{'index':2,'id':'c','function':{'name':'z'}}")))
                .containsExactly("x{\"q\":[1]}", "y{}", "z{}");
    }

    @Test
    void contentMayBeAListOfParts() throws Exception {
        assertThat(
                        answer(
                                        delta("{'content':[{'type':'text','text':'Link '}]}"),
                                        delta("{'content':['down',{'type':'image'}]}"),
                                        FINISH)
                                .text())
                .isEqualTo("Link down");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"usage\":{\"prompt_tokens\":\"12\",\"completion_tokens\":\"5\"},\"choices\":[]}",
                "{\"usage\":{\"prompt_tokens\":12.0,\"completion_tokens\":5.0},\"choices\":null}",
                "{\"choices\":[{\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":5}}]}",
                "{\"x_groq\":{\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":5}}}"
            })
    void usageIsReadWhereverItStands(String usage) throws Exception {
        assertThat(answer(delta("{'content':'ok'}"), FINISH, usage, "[DONE]").usage())
                .isEqualTo(new Usage(12, 5, 0));
    }

    @Test
    void anAnswerThatEndsWithItsUsageIsWholeWithoutAReason() throws Exception {
        assertThat(
                        answer(
                                        delta("{'content':'ok'}"),
                                        "{\"choices\":[],\"usage\":{\"prompt_tokens\":1}}")
                                .text())
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"out of memory\"}",
                "{\"error\":{\"message\":\"out of memory\"},\"choices\":[]}",
                "{\"object\":\"error\",\"message\":\"out of memory\",\"code\":500}",
                "{\"detail\":\"out of memory\"}",
                "{\"choices\":[{\"error\":{\"message\":\"out of memory\"}}]}"
            })
    void anErrorWithinAStreamIsTheProvidersError(String event) {
        ModelFailure failure =
                catchThrowableOfType(
                        ModelFailure.class, () -> answer(delta("{'content':'a'}"), event, FINISH));
        assertThat(failure).hasMessageContaining("out of memory");
    }
}
