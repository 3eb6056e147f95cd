package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What clients send and read that call an environment a scenario, as it was called first. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlierNamesTest {
    private Lab lab;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab = Lab.start(data, Scripts::investigate);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void aSessionIsCreatedListedAndReadByTheEarlierName() throws Exception {
        String id =
                lab.post(
                                "/api/sessions",
                                "{\"scenario\":\"lab\",\"alert_text\":\"lamp-1 is dark\"}")
                        .json()
                        .path("session_id")
                        .stringValue();
        lab.stream(id, 0);

        assertThat(lab.get("/api/sessions/" + id).json().path("scenario").stringValue())
                .isEqualTo("lab");
        assertThat(sessions("?scenario=lab")).hasSize(1);
        assertThat(sessions("?scenario=lab").path(0).path("scenario").stringValue())
                .isEqualTo("lab");
        assertThat(sessions("?scenario=moon")).isEmpty();
    }

    private JsonNode sessions(String query) throws Exception {
        return lab.get("/api/sessions" + query).json().path("sessions");
    }

    @Test
    void theEarlierPathsShowTheSameEnvironments() throws Exception {
        JsonNode lists = lab.get("/api/scenarios").json();
        assertThat(lists.path("scenarios"))
                .isEqualTo(lab.get("/api/environments").json().path("environments"));

        JsonNode environment = lab.get("/api/environments/lab").json();
        assertThat(lab.get("/api/config/scenario").json()).isEqualTo(environment);
        assertThat(lab.get("/api/config/scenario?name=lab").json()).isEqualTo(environment);
        assertThat(lab.get("/api/config/scenario?name=moon").status()).isEqualTo(404);
        assertThat(lab.get("/api/agents?scenario=moon").status()).isEqualTo(404);
    }

    @Test
    void questionsTakeTheEarlierNameAndPreferTheNewOne() throws Exception {
        assertThat(lab.post("/query/topology", "{\"scenario\":\"lab\"}").status()).isEqualTo(200);
        assertThat(lab.post("/query/topology", "{\"scenario\":\"moon\"}").status()).isEqualTo(404);
        assertThat(
                        lab.post(
                                        "/query/topology",
                                        "{\"environment\":\"lab\",\"scenario\":\"moon\"}")
                                .status())
                .isEqualTo(200);
        assertThat(lab.post("/api/sessions", "{\"scenario\":\" \",\"alert_text\":\"x\"}").body())
                .contains("'scenario' is empty");
    }
}
