package dev.nocturne.cli.manual;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes man pages, in the {@code man} macros of roff. picocli's generator writes AsciiDoc, which
 * only Asciidoctor turns into a man page; its Ruby runtime would make the first build of a checkout
 * noticeably longer.
 */
public final class ManPage {
    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    /** The name of a command's page: {@code nocturne-pack-list}. */
    public static String name(CommandLine line) {
        return line.getCommandSpec().qualifiedName("-");
    }

    /** The page of a command. */
    public static String of(CommandLine line, String version) {
        CommandSpec spec = line.getCommandSpec();
        String name = name(line);
        ManPage writer = new ManPage();
        writer.page
                .append(".TH \"")
                .append(name)
                .append("\" 1 \"\" \"nocturne ")
                .append(version)
                .append("\" \"Nocturne\"\n");
        List<String> description = List.of(spec.usageMessage().description());
        writer.section("NAME");
        String summary = description.isEmpty() ? "" : description.getFirst();
        writer.text(name + " - " + summary.replaceFirst("\\.$", ""));
        writer.section("SYNOPSIS");
        writer.text(synopsis(line));
        writer.section("DESCRIPTION");
        description.forEach(writer::paragraph);
        writer.entries("ARGUMENTS", Entry.parameters(spec));
        writer.entries("OPTIONS", Entry.options(spec));
        writer.entries("COMMANDS", Entry.commands(spec));
        List<String> footer = List.of(spec.usageMessage().footer());
        if (!footer.isEmpty()) {
            writer.section("NOTES");
            footer.forEach(writer::paragraph);
        }
        writer.seeAlso(line);
        return writer.page.toString();
    }

    private static String synopsis(CommandLine line) {
        Help help = new Help(line.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF));
        return help.synopsis(0).replaceAll("\\s+", " ").strip();
    }

    private void seeAlso(CommandLine line) {
        CommandLine parent = line.getParent();
        List<String> names =
                parent != null
                        ? List.of(name(parent) + "(1)")
                        : line.getSubcommands().values().stream()
                                .map(sub -> name(sub) + "(1)")
                                .toList();
        section("SEE ALSO");
        text(String.join(", ", names));
    }

    private void entries(String title, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        section(title);
        for (Entry entry : entries) {
            page.append(".TP\n.B ").append(escape(entry.label())).append('\n');
            entry.description().forEach(this::text);
        }
    }

    private void section(String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private void paragraph(String text) {
        if (!text.isBlank()) {
            page.append(".PP\n");
            text(text);
        }
    }

    private void text(String text) {
        String escaped = escape(text);
        // A full stop or an apostrophe at the start of a line would be a macro.
        page.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "");
        page.append(escaped).append('\n');
    }

    private static String escape(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}
