package dev.nocturne.scenarios.generate;

import dev.nocturne.scenarios.GeneratedFiles;
import dev.nocturne.scenarios.shop.ShopPack;
import dev.nocturne.scenarios.telecom.TelecomPack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the generated files of both packs into the folder given as the only argument. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: Main <scenarios folder>");
        }
        for (GeneratedFiles pack : generate()) {
            pack.writeTo(Path.of(args[0]));
        }
    }

    /** Generates the files of both packs. */
    public static List<GeneratedFiles> generate() {
        return List.of(TelecomPack.generate(), ShopPack.generate());
    }
}
