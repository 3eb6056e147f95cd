package dev.nocturne.sources.prometheus;

import static dev.nocturne.sources.prometheus.Apis.all;
import static dev.nocturne.sources.prometheus.Apis.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Answer.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final PrometheusSettings.Limits LIMITS =
            new PrometheusSettings.Limits(Apis.LONG, Apis.BYTES, 2, 40);

    private static final HostileServer.Behaviour WELL =
            HostileServer.json(
                    "{\"status\":\"success\",\"data\":{\"version\":\"3.1.0\",\"goVersion\":\"x\"}}");

    /** Of the server, of a client, and of another host that is a client too. */
    private static KeyStore server;

    private static KeyStore client;
    private static KeyStore another;

    @TempDir private Path folder;

    @BeforeAll
    static void makeCertificates(@TempDir Path made) throws Exception {
        TestCertificates certificates = new TestCertificates(made);
        server = certificates.make("localhost", "EC");
        client = certificates.make("client", "RSA");
        another = certificates.make("another.example", "Ed25519");
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Reply<ApiBuild> ask(
            HostileServer at, @Nullable Path authority, @Nullable Path certificate)
            throws InterruptedException {
        return new PrometheusApi(
                        new PrometheusSettings(
                                "prometheus",
                                at.url(),
                                Map.of(),
                                Optional.ofNullable(authority),
                                Optional.ofNullable(certificate),
                                LIMITS))
                .build();
    }

    @Test
    void aServerIsTrustedIfTheAuthoritySignedIt() throws Exception {
        SSLContext context = TestCertificates.serve(server, client);
        Path authority =
                write(
                        "ca.pem",
                        "Two of them\n"
                                + TestCertificates.certificate(client)
                                + TestCertificates.certificate(server).replace("\n", "\r\n"));
        Path other = write("other.pem", TestCertificates.certificate(client));
        try (HostileServer at = HostileServer.start(context, false, WELL)) {
            assertThat(all(ask(at, authority, null)).version()).isEqualTo("3.1.0");
            assertThat(failure(ask(at, null, null), Reason.UNREACHABLE))
                    .startsWith(
                            "no secure connection to "
                                    + at.url().getAuthority()
                                    + "; check its certificate's authority");
            assertThat(failure(ask(at, other, null), Reason.UNREACHABLE))
                    .startsWith("no secure connection");
            assertThat(at.visits()).hasSize(1);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsNotTrusted() throws Exception {
        Path authority = write("ca.pem", TestCertificates.certificate(another));
        try (HostileServer at =
                HostileServer.start(TestCertificates.serve(another, client), false, WELL)) {
            assertThat(failure(ask(at, authority, null), Reason.UNREACHABLE))
                    .startsWith("no secure connection");
        }
    }

    @Test
    void aClientProvesWhoItIs() throws Exception {
        for (KeyStore proof : List.of(client, server, another)) {
            proveBy(proof, proof.equals(client) ? another : client);
        }
    }

    private void proveBy(KeyStore proof, KeyStore other) throws Exception {
        SSLContext context = TestCertificates.serve(server, proof);
        Path authority = write("ca.pem", TestCertificates.certificate(server));
        Path good =
                write(
                        "client.pem",
                        TestCertificates.key(proof) + TestCertificates.certificate(proof));
        Path wrong =
                write(
                        "wrong.pem",
                        TestCertificates.key(other) + TestCertificates.certificate(other));
        try (HostileServer at = HostileServer.start(context, true, WELL)) {
            assertThat(all(ask(at, authority, good)).version()).isEqualTo("3.1.0");
            assertThat(failure(ask(at, authority, null), Reason.UNREACHABLE))
                    .contains("whether it wants a certificate of the client");
            failure(ask(at, authority, wrong), Reason.UNREACHABLE);
            assertThat(at.visits()).hasSize(1);
        }
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws Exception {
        Path missing = folder.resolve("missing.pem");
        Path empty = write("empty.pem", "");
        Path broken =
                write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        Path large = write("large.pem", "x".repeat(2 << 20));
        Path noKey = write("no-key.pem", TestCertificates.certificate(client));
        Path oldKey =
                write(
                        "old-key.pem",
                        TestCertificates.certificate(client)
                                + TestCertificates.key(client)
                                        .replace("PRIVATE KEY", "RSA PRIVATE KEY"));
        Path badKey =
                write(
                        "bad-key.pem",
                        TestCertificates.certificate(client)
                                + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        try (HostileServer at = HostileServer.start(WELL)) {
            assertThat(failure(ask(at, missing, null), Reason.UNREACHABLE))
                    .isEqualTo(missing + " does not exist");
            assertThat(failure(ask(at, folder, null), Reason.UNREACHABLE))
                    .startsWith(folder + " cannot be read");
            assertThat(failure(ask(at, empty, null), Reason.UNREACHABLE))
                    .startsWith(empty + " has no certificate");
            assertThat(failure(ask(at, broken, null), Reason.UNREACHABLE))
                    .isEqualTo(broken + " has a certificate that cannot be read");
            assertThat(failure(ask(at, large, null), Reason.UNREACHABLE))
                    .startsWith(large + " has more than 1 MB");
            for (Path file : new Path[] {noKey, oldKey}) {
                assertThat(failure(ask(at, null, file), Reason.UNREACHABLE))
                        .startsWith(file + " has no key that can be read; expected -----BEGIN");
            }
            assertThat(failure(ask(at, null, badKey), Reason.UNREACHABLE))
                    .startsWith(badKey + " has a key that cannot be read");
            assertThat(at.visits()).isEmpty();
        }
    }

    @Test
    void aFileThatIsPutRightIsReadAtTheNextQuestion() throws Exception {
        SSLContext context = TestCertificates.serve(server, client);
        Path authority = folder.resolve("later.pem");
        try (HostileServer at = HostileServer.start(context, false, WELL)) {
            PrometheusApi api =
                    new PrometheusApi(
                            new PrometheusSettings(
                                    "prometheus",
                                    at.url(),
                                    Map.of(),
                                    Optional.of(authority),
                                    Optional.empty(),
                                    LIMITS));
            failure(api.build(), Reason.UNREACHABLE);
            write("later.pem", TestCertificates.certificate(server));
            all(api.build());
        }
    }
}
