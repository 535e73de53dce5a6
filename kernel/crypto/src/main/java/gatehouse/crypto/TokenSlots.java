package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Finds a token's slot by its label: the JDK's provider wants the slot's number, which another start may change.
///
/// Sources: PKCS #11 base specification 3.1, sections 5.4 and 5.5, and its `pkcs11.h`, on systems with 64 bits.
final class TokenSlots {
    private static final long OK = 0;
    private static final long ALREADY_INITIALIZED = 0x191;

    /// Places in the list of functions, behind its version.
    private static final int INITIALIZE = 0;

    private static final int GET_SLOT_LIST = 4;
    private static final int GET_TOKEN_INFO = 6;

    private static final long INITIALIZE_ARGUMENTS_BYTES = 48;
    private static final long FLAGS_OFFSET = 32;

    /// The library uses the system's locks: several threads may call it.
    private static final long OS_LOCKING_OK = 2;

    private static final int LABEL_BYTES = 32;
    private static final long TOKEN_INFO_BYTES = 256;

    @SuppressWarnings("restricted") // It only says how much may be read behind the pointer.
    private static final AddressLayout POINTER =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(128, ValueLayout.JAVA_LONG));

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private TokenSlots() {}

    /// @throws RootKeyException where the library cannot be used, or there is not exactly one such token
    static long slotOf(Path library, String label) {
        ONE_AT_A_TIME.lock();
        try {
            return find(library, label);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private static long find(Path library, String label) {
        List<Long> found = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment functions = functions(library, arena);
            MemorySegment arguments = arena.allocate(INITIALIZE_ARGUMENTS_BYTES, 8);
            arguments.set(ValueLayout.JAVA_LONG, FLAGS_OFFSET, OS_LOCKING_OK);
            long initialized =
                    (long) function(functions, INITIALIZE, ValueLayout.ADDRESS).invokeExact(arguments);
            if (initialized != ALREADY_INITIALIZED) {
                require(initialized, library);
            }
            for (long slot : slots(functions, library, arena)) {
                String name = label(functions, slot, arena);
                labels.add(name);
                if (name.equals(label)) {
                    found.add(slot);
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A PKCS#11 function cannot be called", e);
        }
        if (found.size() != 1) {
            throw new RootKeyException((found.isEmpty() ? "There is no token " : "There are several tokens ") + label
                    + " behind " + library + ". It has: " + String.join(", ", labels)
                    + ". Connect the token, or say which: --token.");
        }
        return found.getFirst();
    }

    @SuppressWarnings("restricted") // A native library is what the operator asks for.
    private static MemorySegment functions(Path library, Arena arena) throws Throwable {
        SymbolLookup symbols;
        try {
            // It stays loaded: libraries keep threads and state of their own.
            symbols = SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalArgumentException _) {
            throw new RootKeyException(library + " is no library that this machine can load.");
        }
        MemorySegment symbol = symbols.find("C_GetFunctionList").orElse(null);
        if (symbol == null) {
            throw new RootKeyException(library + " is no PKCS#11 library: it has no C_GetFunctionList.");
        }
        MethodHandle getFunctionList = Linker.nativeLinker()
                .downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
        MemorySegment list = arena.allocate(POINTER);
        require((long) getFunctionList.invokeExact(list), library);
        return list.get(POINTER, 0);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(MemorySegment functions, int place, MemoryLayout... arguments) {
        MemorySegment address = functions.get(ValueLayout.ADDRESS, ValueLayout.ADDRESS.byteSize() * (1L + place));
        return Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments));
    }

    private static long[] slots(MemorySegment functions, Path library, Arena arena) throws Throwable {
        MethodHandle getSlotList =
                function(functions, GET_SLOT_LIST, ValueLayout.JAVA_BYTE, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
        require((long) getSlotList.invokeExact((byte) 1, MemorySegment.NULL, count), library);
        MemorySegment slots = arena.allocate(ValueLayout.JAVA_LONG, Math.max(1, count.get(ValueLayout.JAVA_LONG, 0)));
        require((long) getSlotList.invokeExact((byte) 1, slots, count), library);
        return slots.asSlice(0, ValueLayout.JAVA_LONG.byteSize() * count.get(ValueLayout.JAVA_LONG, 0))
                .toArray(ValueLayout.JAVA_LONG);
    }

    /// Labels are padded with spaces. A token that cannot tell its label has none.
    private static String label(MemorySegment functions, long slot, Arena arena) throws Throwable {
        MethodHandle getTokenInfo = function(functions, GET_TOKEN_INFO, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        MemorySegment info = arena.allocate(TOKEN_INFO_BYTES, 8);
        if ((long) getTokenInfo.invokeExact(slot, info) != OK) {
            return "";
        }
        byte[] label = info.asSlice(0, LABEL_BYTES).toArray(ValueLayout.JAVA_BYTE);
        return new String(label, UTF_8).stripTrailing();
    }

    private static void require(long result, Path library) {
        if (result != OK) {
            throw new RootKeyException("The PKCS#11 library " + library + " does not work: it answers "
                    + Long.toHexString(result) + " (a code of PKCS#11).");
        }
    }
}
