package dev.nocturne.cli.manual;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;

import dev.nocturne.cli.render.Wrap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/**
 * Breaks help texts only between words. picocli's own layout breaks URLs and file names too, after
 * each slash and full stop.
 */
public final class HelpLayout {
    /** Where descriptions begin; a longer label has the line to itself. */
    private static final int COLUMN = 26;

    private static final String INDENT = "  ";

    private HelpLayout() {}

    /** Makes the command and all below it use this layout. */
    public static void apply(CommandLine line) {
        Map<String, IHelpSectionRenderer> sections = new HashMap<>(line.getHelpSectionMap());
        sections.put(SECTION_KEY_DESCRIPTION, help -> prose(help, description(help)));
        sections.put(SECTION_KEY_FOOTER, help -> prose(help, footer(help)));
        sections.put(SECTION_KEY_PARAMETER_LIST, HelpLayout::parameters);
        sections.put(SECTION_KEY_OPTION_LIST, HelpLayout::options);
        sections.put(SECTION_KEY_COMMAND_LIST, HelpLayout::commands);
        line.setHelpSectionMap(sections);
    }

    private static String[] description(Help help) {
        return help.commandSpec().usageMessage().description();
    }

    private static String[] footer(Help help) {
        return help.commandSpec().usageMessage().footer();
    }

    private static String prose(Help help, String[] paragraphs) {
        StringBuilder text = new StringBuilder();
        for (String paragraph : paragraphs) {
            Wrap.lines(paragraph, width(help)).forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private static String parameters(Help help) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : Entry.parameters(help.commandSpec())) {
            row(help, text, entry);
        }
        return text.toString();
    }

    private static String options(Help help) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : Entry.options(help.commandSpec())) {
            row(help, text, entry);
        }
        return text.toString();
    }

    private static String commands(Help help) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : Entry.commands(help.commandSpec())) {
            row(help, text, entry);
        }
        return text.toString();
    }

    private static void row(Help help, StringBuilder text, Entry entry) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : entry.description()) {
            lines.addAll(Wrap.lines(paragraph, width(help) - COLUMN));
        }
        String label = INDENT + entry.label();
        String bold =
                help.colorScheme().ansi().enabled() ? "\u001b[1m" + label + "\u001b[0m" : label;
        text.append(bold);
        int used = label.length();
        for (String line : lines) {
            if (used > COLUMN - INDENT.length()) {
                text.append('\n');
                used = 0;
            }
            text.append(" ".repeat(COLUMN - used)).append(line);
            used = COLUMN + line.length();
        }
        text.append('\n');
    }

    private static int width(Help help) {
        return help.commandSpec().usageMessage().width();
    }
}
