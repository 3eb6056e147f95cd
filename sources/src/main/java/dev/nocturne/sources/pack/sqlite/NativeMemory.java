package dev.nocturne.sources.pack.sqlite;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much memory native code of this process has allocated, as glibc's {@code mallinfo2} counts
 * it. SQLite allocates by malloc; the Java heap does not, so this shows what queries take.
 */
final class NativeMemory {

    private static final Logger log = LoggerFactory.getLogger(NativeMemory.class);

    /** Bytes of blocks that malloc got by mmap: hblkhd, the fifth. */
    private static final int MAPPED = 4;

    /** Bytes in use of all arenas: uordblks, the eighth. */
    private static final int IN_USE = 7;

    private static final Optional<MethodHandle> MALLINFO = mallinfo();

    private NativeMemory() {}

    @SuppressWarnings("restricted") // native access is granted on the command line
    private static Optional<MethodHandle> mallinfo() {
        if (ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        Optional<MethodHandle> handle =
                linker.defaultLookup()
                        .find("mallinfo2")
                        .map(symbol ->
                                linker.downcallHandle(symbol, FunctionDescriptor.of(struct())));
        if (handle.isEmpty()) {
            log.warn(
                    "the memory of SQL queries is not watched: this system's C library has no"
                            + " mallinfo2 (glibc 2.33 and later have it)");
        }
        return handle;
    }

    /** struct mallinfo2: ten numbers of the size of a pointer. */
    private static MemoryLayout struct() {
        MemoryLayout[] fields = new MemoryLayout[10];
        Arrays.fill(fields, ValueLayout.JAVA_LONG);
        return MemoryLayout.structLayout(fields);
    }

    /** Bytes in use; empty where the C library does not count them. */
    static OptionalLong allocated() {
        if (MALLINFO.isEmpty()) {
            return OptionalLong.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info =
                    (MemorySegment) MALLINFO.get().invokeExact((SegmentAllocator) arena);
            return OptionalLong.of(
                    info.getAtIndex(ValueLayout.JAVA_LONG, MAPPED)
                            + info.getAtIndex(ValueLayout.JAVA_LONG, IN_USE));
        } catch (Throwable e) {
            throw new IllegalStateException("mallinfo2 failed", e);
        }
    }
}
