package dev.nocturne.llm.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.FinishReason;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {
    private static final List<String> SECRETS =
            List.of(
                    "anna.larsson@example.com",
                    "o'neil+noc@mail.example.co.uk",
                    "jürgen@exämple.de",
                    "+49 30 1234567",
                    "+1 (415) 555-0132",
                    "+4915112345678",
                    "(415) 555-0132",
                    "415-555-0199",
                    "Bright Fibre",
                    "CUST-00017");

    /** Things that only look private; masking them would blind the model. */
    private static final List<String> PLAIN =
            List.of(
                    "2026-01-01T00:00:00+01:00",
                    "2026-11-23 07:00:00.123456Z",
                    "OPT-AST-BRN-1",
                    "SVC-01",
                    "ALM-00484",
                    "ALM-004-123-4567",
                    "10.0.12.254/24",
                    "192.168.100.200:8080",
                    "fe80::1ff:fe23:4567:890a",
                    "+3.5 dB",
                    "-27.4 dBm",
                    "+12.345678 %",
                    "1234567890 bytes",
                    "99.999 %",
                    "12,345,678.90",
                    "1700000000000",
                    "550e8400-e29b-41d4-a716-446655440000",
                    "00:1a:2b:3c:4d:5e",
                    "SELECT a, b FROM t WHERE x LIKE '%@example.com' AND y > 1000000000 LIMIT 100",
                    "WHERE ts BETWEEN '2026-01-01 00:00' AND '2026-01-02 00:00'",
                    "eth0@core-rtr-01",
                    "user@host",
                    "EMAIL_deadbeef",
                    "call 12 tools",
                    "cell 5G-0042");

    private final Pseudonyms pseudonyms = new Pseudonyms(settings());

    private static PrivacySettings settings() {
        try {
            return new PrivacySettings(
                    PrivacySettings.Mode.ON,
                    List.of(
                            PrivatePattern.parse("customer: Bright Fibre"),
                            PrivatePattern.parse("account = CUST-\\d{5}")));
        } catch (PrivatePattern.Unusable e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelRequest request(Message... messages) {
        return new ModelRequest(
                "m1", List.of(messages), List.of(), true, 100, Duration.ofSeconds(1));
    }

    private MaskedRequest mask(String text) throws Exception {
        return pseudonyms.mask(request(new Message.Input(text)), "session-1");
    }

    private static String text(MaskedRequest masked) {
        return ((Message.Input) masked.request().messages().getFirst()).text();
    }

    @Test
    void namesOfPeopleAreReplacedAndCounted() throws Exception {
        MaskedRequest masked =
                mask("Call anna@example.com or +49 30 1234567; anna@example.com is on duty.");

        assertThat(text(masked)).matches("Call (EMAIL_\\w{8}) or PHONE_\\w{8}; \\1 is on duty\\.");
        assertThat(masked.replacements()).isEqualTo(Map.of("email", 2, "phone", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel: 030 1234567",
                "Phone: 0171-2345678",
                "call 0800 123456",
                "{\"note\":\"line\\n+49 30 1234567\"}",
                "{\"note\":\"line\\nanna@example.com\"}",
                "mail <anna@example.com>,",
                "BRIGHT FIBRE's link",
                "to:anna@example.com."
            })
    void theyAreFoundInManyPlaces(String text) throws Exception {
        MaskedRequest masked = mask(text);

        assertThat(text(masked)).isNotEqualTo(text);
        assertThat(masked.unmask(text(masked))).isEqualTo(text);
        assertThat(text(masked)).doesNotContain("anna", "1234567", "2345678", "123456\"", "FIBRE");
    }

    @Test
    void jsonStaysJson() throws Exception {
        assertThat(text(mask("{\"a\":\"x\\nanna@example.com\"}")))
                .matches("\\{\"a\":\"x\\\\nEMAIL_\\w{8}\"}");
    }

    @Test
    void whatOnlyLooksPrivateIsLeftAlone() throws Exception {
        for (String plain : PLAIN) {
            for (String text : List.of(plain, "at " + plain + ", then", "[" + plain + "]")) {
                assertThat(text(mask(text))).isEqualTo(text);
            }
        }
    }

    @Test
    void placeholdersFollowFromTheSessionAndTheValueAlone() throws Exception {
        String first = text(mask("anna@example.com"));

        assertThat(text(mask("see bert@example.com, anna@example.com"))).endsWith(first);
        assertThat(text(pseudonyms.mask(request(new Message.Input("anna@example.com")), "other")))
                .isNotEqualTo(first);
        assertThat(
                        text(
                                new Pseudonyms(settings())
                                        .mask(
                                                request(new Message.Input("anna@example.com")),
                                                "session-1")))
                .isEqualTo(first);
    }

    @Test
    void whatIsMaskedComesBackAndNothingLeaks() throws Exception {
        Random random = new Random(42);
        String[] glue = {" ", "\n", ", ", " | ", "\t", "; ", " (", ") ", "\"", "'"};
        for (int run = 0; run < 500; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                List<String> from = random.nextBoolean() ? SECRETS : PLAIN;
                text.append(from.get(random.nextInt(from.size())));
                text.append(glue[random.nextInt(glue.length)]);
            }

            MaskedRequest masked = mask(text.toString());

            assertThat(masked.unmask(text(masked))).isEqualTo(text.toString());
            assertThat(text(masked)).doesNotContain(SECRETS);
        }
    }

    @Test
    void allPartsOfAConversationAreMasked() throws Exception {
        ModelRequest request =
                request(
                        new Message.Instructions("You help anna@example.com."),
                        new Message.Answer(
                                "I ask anna@example.com.",
                                List.of(
                                        new ToolRequest(
                                                "c", "mail", "{\"to\": \"anna@example.com\"}"),
                                        new ToolRequest("d", "mail", "anna@example.com {"),
                                        new ToolRequest("e", "list", "{ \"n\" : 1 }"))),
                        new Message.ToolReply("c", "mail", "sent to anna@example.com"));

        MaskedRequest masked = pseudonyms.mask(request, "s");

        assertThat(masked.request().toString()).doesNotContain("anna");
        assertThat(masked.replacements()).isEqualTo(Map.of("email", 5));
        assertThat(((Message.Answer) masked.request().messages().get(1)).calls().getLast())
                .isEqualTo(new ToolRequest("e", "list", "{ \"n\" : 1 }"));
    }

    /** Says a text in the pieces it is given. */
    private record Echo(List<String> pieces, List<ToolRequest> calls) implements ChatModel {
        @Override
        public ModelIdentity identity() {
            return new ModelIdentity("openai", "x", "host", false);
        }

        @Override
        public ModelAnswer ask(ModelRequest request, ModelListener listener) {
            pieces.forEach(listener::text);
            for (int i = 0; i < calls.size(); i++) {
                listener.call(i, calls.get(i));
            }
            return new ModelAnswer(
                    String.join("", pieces), "", calls, FinishReason.STOP, Usage.NONE);
        }
    }

    @Test
    void placeholdersCutAnywhereAreUnmaskedOnTheWay() throws Exception {
        Random random = new Random(3);
        String original = "ask anna@example.com, EMAIL_ or +49 30 1234567. E EM";
        MaskedRequest masked = mask(original);
        String answer = text(masked);
        for (int run = 0; run < 300; run++) {
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < answer.length(); ) {
                int end = Math.min(answer.length(), at + 1 + random.nextInt(7));
                pieces.add(answer.substring(at, end));
                at = end;
            }
            StringBuilder heard = new StringBuilder();
            ModelListener ear =
                    new ModelListener() {
                        @Override
                        public void text(String piece) {
                            assertThat(piece).doesNotContainPattern("(EMAIL|PHONE)_\\w");
                            heard.append(piece);
                        }

                        @Override
                        public void call(int index, ToolRequest request) {}
                    };

            ModelAnswer whole = masked.ask(new Echo(pieces, List.of()), ear);

            assertThat(heard).hasToString(original);
            assertThat(whole.text()).isEqualTo(original);
        }
    }

    @Test
    void argumentsOfToolCallsAreUnmaskedAsJson() throws Exception {
        Pseudonyms quoting =
                new Pseudonyms(
                        new PrivacySettings(
                                PrivacySettings.Mode.ON,
                                List.of(PrivatePattern.parse("name=Jo \"Red\" Smith"))));
        MaskedRequest masked = quoting.mask(request(new Message.Input("Jo \"Red\" Smith")), "s");
        String arguments = "{\"q\":\"" + text(masked) + "\"}";
        List<ToolRequest> heard = new ArrayList<>();
        ModelListener ear =
                new ModelListener() {
                    @Override
                    public void text(String piece) {}

                    @Override
                    public void call(int index, ToolRequest request) {
                        heard.add(request);
                    }
                };

        ModelAnswer answer =
                masked.ask(
                        new Echo(List.of(), List.of(new ToolRequest("a", "find", arguments))), ear);

        assertThat(answer.calls())
                .containsExactly(new ToolRequest("a", "find", "{\"q\":\"Jo \\\"Red\\\" Smith\"}"))
                .isEqualTo(heard);
    }

    @Test
    void aPatternWithoutEndSendsNothing() throws Exception {
        Pseudonyms slow =
                new Pseudonyms(
                        new PrivacySettings(
                                PrivacySettings.Mode.ON,
                                List.of(PrivatePattern.parse("slow=(x+x+)+y"))));

        assertThatThrownBy(() -> slow.mask(request(new Message.Input("x".repeat(5_000))), "s"))
                .isInstanceOf(ModelFailure.class)
                .hasMessageContaining("SLOW");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> slow.mask(request(new Message.Input("x".repeat(5_000))), "s"))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void longTextsAreMaskedInTime() throws Exception {
        String text = "a.b-c_d%e+".repeat(20_000) + " +49".repeat(9_000) + " x123-".repeat(9_000);

        assertThat(text(mask(text))).isEqualTo(text);
    }

    @Test
    void patternsThatMatchNothingOrEverythingAreRefused() {
        for (String line :
                List.of(
                        "x",
                        "=abc",
                        "kind=(",
                        "kind=a*",
                        "kind:x",
                        "ki nd=abc",
                        "kind=" + "a".repeat(501))) {
            assertThatThrownBy(() -> PrivatePattern.parse(line))
                    .isInstanceOf(PrivatePattern.Unusable.class);
        }
    }

    @Test
    void onlyModelsElsewhereAreMaskedByDefault() {
        ModelIdentity near = new ModelIdentity("openai", "x", "localhost", true);
        ModelIdentity far = new ModelIdentity("openai", "x", "api.openai.com", false);

        assertThat(new Pseudonyms(PrivacySettings.DEFAULT).masks(near)).isFalse();
        assertThat(new Pseudonyms(PrivacySettings.DEFAULT).masks(far)).isTrue();
        assertThat(pseudonyms.masks(near)).isTrue();
    }
}
