package dev.nocturne.sources.prometheus.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads the PEM files by which a server and its client prove who they are. */
public final class TlsFiles {
    /** The certificates of all public authorities take 300 kB. */
    private static final int MAX_BYTES = 1 << 20;

    private static final char[] NO_PASSWORD = {};

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private TlsFiles() {}

    /** A file cannot be used. The message is a clause for users. */
    public static final class UnusableFileException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableFileException(Path file, String problem) {
            super(file + " " + problem);
        }
    }

    /** What a client needs that trusts the authority, if given, and has the certificate. */
    public static SSLContext read(Optional<Path> authority, Optional<Path> certificate)
            throws UnusableFileException {
        TrustManager @Nullable [] trust = authority.isPresent() ? trustOnly(authority.get()) : null;
        KeyManager @Nullable [] keys = certificate.isPresent() ? prove(certificate.get()) : null;
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform has no TLS", e);
        }
    }

    private static TrustManager[] trustOnly(Path file) throws UnusableFileException {
        List<Certificate> certificates = certificates(file, blocks(file));
        try {
            KeyStore store = emptyStore();
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("authority " + i, certificates.get(i));
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException _) {
            throw new UnusableFileException(file, "has certificates that cannot be used");
        }
    }

    private static KeyManager[] prove(Path file) throws UnusableFileException {
        List<Block> blocks = blocks(file);
        List<Certificate> chain = certificates(file, blocks);
        PrivateKey key = key(file, blocks);
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException _) {
            throw new UnusableFileException(
                    file, "has a certificate and a key that cannot be used");
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private record Block(String kind, String base64) {
        byte[] bytes() {
            return Base64.getMimeDecoder().decode(base64);
        }
    }

    private static List<Block> blocks(Path file) throws UnusableFileException {
        String text;
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
                throw new UnusableFileException(
                        file, "has more than 1 MB, which no file of certificates needs");
            }
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            throw new UnusableFileException(file, "does not exist");
        } catch (IOException _) {
            throw new UnusableFileException(
                    file, "cannot be read: it is no file, or this user may not read it");
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private static List<Certificate> certificates(Path file, List<Block> blocks)
            throws UnusableFileException {
        List<Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.kind().equals("CERTIFICATE")) {
                    certificates.add(
                            factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new UnusableFileException(file, "has a certificate that cannot be read");
        }
        if (certificates.isEmpty()) {
            throw new UnusableFileException(
                    file, "has no certificate; expected -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    private static PrivateKey key(Path file, List<Block> blocks) throws UnusableFileException {
        Block key =
                blocks.stream()
                        .filter(block -> block.kind().equals("PRIVATE KEY"))
                        .findFirst()
                        .orElseThrow(() ->
                                new UnusableFileException(
                                        file,
                                        "has no key that can be read; expected -----BEGIN PRIVATE"
                                                + " KEY----- (PKCS#8 without a password), which"
                                                + " \"openssl pkcs8 -topk8 -nodes\" makes"));
        try {
            PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(key.bytes());
            for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
                Optional<PrivateKey> read = decode(algorithm, encoded);
                if (read.isPresent()) {
                    return read.get();
                }
            }
        } catch (IllegalArgumentException _) {
            throw new UnusableFileException(file, "has a key that cannot be read");
        }
        throw new UnusableFileException(
                file, "has a key that cannot be read; expected RSA, EC or Ed25519");
    }

    private static Optional<PrivateKey> decode(String algorithm, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }
}
