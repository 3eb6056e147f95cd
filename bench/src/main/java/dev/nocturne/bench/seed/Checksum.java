package dev.nocturne.bench.seed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.sqlite.Function;

/**
 * The SQL function {@code checksum(...)}, which computes the checksum that the server stores with a
 * row (docs/adr/0013). It is CRC-32C over the values in order: the eight bytes of a number, the
 * bytes and then the length of a text.
 */
final class Checksum extends Function {
    private static final int INTEGER = 1;

    static void addTo(Connection connection) throws SQLException {
        Function.create(connection, "checksum", new Checksum());
    }

    @Override
    protected void xFunc() throws SQLException {
        CRC32C crc = new CRC32C();
        for (int i = 0; i < args(); i++) {
            if (value_type(i) == INTEGER) {
                add(crc, value_long(i));
            } else {
                byte[] text = value_text(i).getBytes(StandardCharsets.UTF_8);
                crc.update(text);
                add(crc, text.length);
            }
        }
        result((int) crc.getValue());
    }

    private static void add(CRC32C crc, long value) {
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    }
}
