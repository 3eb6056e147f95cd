package dev.nocturne.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpReaderTest {
    /** Writes down what it is told. */
    private static final class Notes implements HttpReader.Sink {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void begins(int status) {
            text.append(status).append('(');
        }

        @Override
        public void body(byte[] bytes, int from, int to) {
            text.append(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public void ends() {
            text.append(')');
        }
    }

    private static String read(String answers, int size) {
        Notes notes = new Notes();
        HttpReader reader = new HttpReader(notes);
        byte[] bytes = answers.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            reader.read(bytes, from, Math.min(bytes.length, from + size));
        }
        reader.onClose();
        return notes.text.toString();
    }

    @Test
    void answersWithALengthFollowEachOther() {
        String first = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab";
        String second = "HTTP/1.1 204 No Content\r\ncontent-length:0\r\n\r\n";
        String third = "HTTP/1.1 409 Conflict\r\nX: y\r\nContent-Length: 3\r\n\r\ncde";
        String answers = first + second + third;
        for (int size = 1; size <= answers.length(); size++) {
            assertThat(read(answers, size)).isEqualTo("200(ab)204()409(cde)");
        }
    }

    @Test
    void chunksArePutTogetherWhereverTheBytesAreCut() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunks = "3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n";
        String answers = chunked + chunks + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nz";
        for (int size = 1; size <= answers.length(); size++) {
            assertThat(read(answers, size)).isEqualTo("200(abc0123456789abcdef)200(z)");
        }
    }

    @Test
    void anAnswerWithoutEitherEndsWithTheConnection() {
        assertThat(read("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc", 7))
                .isEqualTo("200(abc)");
    }

    @Test
    void whatIsCutOffDoesNotEnd() {
        assertThat(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", 9))
                .isEqualTo("200(ab");
    }
}
