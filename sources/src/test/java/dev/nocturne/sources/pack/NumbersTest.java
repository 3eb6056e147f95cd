package dev.nocturne.sources.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @Test
    void valuesAreThoseOfJava() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String text =
                    switch (random.nextInt(4)) {
                        case 0 -> String.valueOf(random.nextInt(1_000_000) / 1_000.0);
                        case 1 -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
                        case 2 ->
                                new BigDecimal(new BigInteger(200, random), random.nextInt(400))
                                        .toString();
                        default -> "-" + random.nextInt(1_000) + "e" + (random.nextInt(700) - 350);
                    };
            double expected = Double.parseDouble(text);
            assertThat(Numbers.parse(text))
                    .as(text)
                    .isEqualTo((Double) (Double.isInfinite(expected) ? Double.NaN : expected));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "-", ".", "e", "1e", "1e999", "0x1p3", "1d", "1f", "NaN", "1_0", "1,5"
            })
    void otherTextsAreNoNumbers(String text) {
        assertThat(Numbers.parse(text)).isNaN();
    }
}
