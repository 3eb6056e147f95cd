package dev.nocturne.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelListener;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class AnswerBudgetTest {
    @Test
    void allAnswersTogetherHaveALimitAndGiveTheirSharesBack() throws Exception {
        AnswerBudget budget = new AnswerBudget(100);
        try (AnswerBudget.Share first = budget.open();
                AnswerBudget.Share second = budget.open()) {
            first.add(60);
            second.add(40);
            assertThatThrownBy(() -> second.add(1)).isInstanceOf(AnswerBudget.Exhausted.class);
            assertThat(budget.bytesInUse()).isEqualTo(100);
        }
        assertThat(budget.bytesInUse()).isZero();
    }

    @Test
    void aModelsAnswerBeyondTheBudgetFailsAndMayBeTriedAgain() throws Exception {
        AnswerBudget budget = new AnswerBudget(1_000);
        try (ProviderHttp wire =
                        ProviderHttp.open(InstantSource.system(), WireLimits.DEFAULT, budget);
                FaultyServer server =
                        new FaultyServer((_, reply) -> {
                            reply.stream();
                            reply.data(
                                    "{\"choices\":[{\"delta\":{\"content\":\""
                                            + "a".repeat(2_000)
                                            + "\"}}]}");
                            reply.end();
                        })) {
            HttpChatModel model =
                    new HttpChatModel(
                            wire, new OpenAi(), new Endpoint(server.base(), null), "gpt-test");
            ModelFailure failure =
                    catchThrowableOfType(
                            ModelFailure.class,
                            () -> model.ask(Answers.request(), ModelListener.NONE));
            assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("too many large answers");
        }
        assertThat(budget.bytesInUse()).isZero();
    }
}
