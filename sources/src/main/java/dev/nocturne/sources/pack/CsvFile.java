package dev.nocturne.sources.pack;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A CSV file with a header. Rows of the wrong width are problems and are not handed on. */
final class CsvFile {

    /** SQLite's own limit is 2000 columns; no table of a pack is near this. */
    private static final int MAX_COLUMNS = 1_000;

    /** A row as read; its line is where the record starts (a quoted cell may span lines). */
    record Row(int line, CsvRecord cells) {
        String cell(int column) {
            return cells.getField(column);
        }
    }

    /** Takes the sound rows of a file in order. */
    interface RowConsumer {
        void accept(Row row);
    }

    private final String name;
    private final String text;
    private final CsvDialect dialect;
    private final String format;
    private final List<String> header;
    private final Problems problems;

    private CsvFile(
            String name,
            String text,
            CsvDialect dialect,
            String format,
            List<String> header,
            Problems problems) {
        this.name = name;
        this.text = text;
        this.dialect = dialect;
        this.format = format;
        this.header = header;
        this.problems = problems;
    }

    static Optional<CsvFile> open(PackFiles files, Path path, Problems problems) {
        Optional<PackFiles.Decoded> decoded = files.csv(path);
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        String name = files.name(path);
        CsvDialect dialect = CsvDialect.of(decoded.get().text());
        String text = decoded.get().text().substring(dialect.start());
        try (CsvReader<CsvRecord> reader = reader(text, dialect)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                problems.add(new Place(name, 1, ""), "an empty file", "a header line");
                return Optional.empty();
            }
            List<String> header = records.next().getFields().stream().map(String::strip).toList();
            return soundHeader(name, header, problems)
                    ? Optional.of(
                            new CsvFile(
                                    name,
                                    text,
                                    dialect,
                                    dialect.words(decoded.get().encoding()),
                                    header,
                                    problems))
                    : Optional.empty();
        } catch (CsvParseException e) {
            problems.add(
                    new Place(name, 1, ""),
                    "a broken header line",
                    "column names separated by " + dialect.separatorName() + "s");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a reader of text in memory", e);
        }
    }

    private static boolean soundHeader(String name, List<String> header, Problems problems) {
        boolean sound = header.size() <= MAX_COLUMNS;
        if (!sound) {
            problems.add(
                    new Place(name, 1, ""), header.size() + " columns", "at most " + MAX_COLUMNS);
        }
        for (int i = 0; i < header.size(); i++) {
            String column = header.get(i);
            if (column.isEmpty()) {
                problems.add(
                        new Place(name, 1, "column " + (i + 1)),
                        "a column without a name",
                        "a name");
                sound = false;
            } else if (header.indexOf(column) < i) {
                problems.add(
                        new Place(name, 1, column), "the column a second time", "each column once");
                sound = false;
            }
        }
        return sound;
    }

    String name() {
        return name;
    }

    /** Encoding and separator, where they are not UTF-8 and comma. */
    String format() {
        return format;
    }

    List<String> header() {
        return header;
    }

    /** Index of the column, or -1. */
    int column(String column) {
        return header.indexOf(column);
    }

    /**
     * Index of a column that {@code wantedBy} names; a problem there and -1 when the file has none
     * such.
     */
    int column(String column, Place wantedBy) {
        int index = header.indexOf(column);
        if (index < 0 && !column.isEmpty()) {
            problems.add(
                    wantedBy,
                    "column " + Problems.quote(column),
                    "one of the columns of " + name + ": " + String.join(", ", header));
        }
        return index;
    }

    Place place(Row row, String column) {
        return new Place(name, row.line(), column);
    }

    void forEachRow(RowConsumer consumer) {
        int lastLine = 1;
        try (CsvReader<CsvRecord> reader = reader(text, dialect)) {
            Iterator<CsvRecord> records = reader.iterator();
            records.next();
            while (records.hasNext()) {
                CsvRecord cells = records.next();
                lastLine = (int) cells.getStartingLineNumber() + dialect.linesBefore();
                if (cells.getFieldCount() == header.size()) {
                    consumer.accept(new Row(lastLine, cells));
                } else {
                    problems.add(
                            new Place(name, lastLine, ""),
                            cells.getFieldCount() + " cells",
                            header.size() + " cells, as in the header");
                }
            }
        } catch (CsvParseException e) {
            problems.add(
                    new Place(name, lastLine + 1, ""),
                    "a broken row (an unclosed quote, text after a quote, or a huge cell)",
                    "cells separated by " + dialect.separatorName() + "s");
        } catch (IOException e) {
            throw new UncheckedIOException("closing a reader of text in memory", e);
        }
    }

    private static CsvReader<CsvRecord> reader(String text, CsvDialect dialect) {
        return CsvReader.builder()
                .fieldSeparator(dialect.separator())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(new StringReader(text));
    }
}
