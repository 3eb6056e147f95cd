package dev.nocturne.environment.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordListsTest {
    @TempDir private Path folder;

    @AfterEach
    void forgetWhatWasAdded() {
        WordLists.clear();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void wordsOfTheOperatorAreAddedToTheBuiltInOnes() throws IOException {
        write("metrics.txt", "# ours\n\nlatency: Dauer, wartezeit\n");
        write("zones.txt", "330: ist\n");
        assertThat(WordLists.addFrom(folder)).isEmpty();
        assertThat(WordLists.read("metrics.txt").get("latency"))
                .contains("latency", "dauer", "wartezeit");
        assertThat(WordLists.read("zones.txt").get("330")).containsExactly("ist");
        assertThat(WordLists.read("kinds.txt").get("paper")).contains("contract");
    }

    @Test
    void everyMistakeIsListedAndNothingIsAdded() throws IOException {
        write("metrics.txt", "latency: weile\nlatncy: x\n");
        write("zones.txt", "half past five: ist\nno colon here\n");
        assertThat(WordLists.addFrom(folder))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("'latncy' is unknown", "latency"))
                .anySatisfy(line -> assertThat(line).contains("'half past five'"))
                .anySatisfy(line -> assertThat(line).contains("zones.txt:2", "no colon"));
        assertThat(WordLists.read("metrics.txt").get("latency")).doesNotContain("weile");
    }

    @Test
    void aFolderWithoutWordListsIsAMistake() {
        assertThat(WordLists.addFrom(folder)).singleElement().asString().contains("metrics.txt");
        assertThat(WordLists.addFrom(folder.resolve("missing")))
                .singleElement()
                .asString()
                .contains("does not exist");
    }
}
