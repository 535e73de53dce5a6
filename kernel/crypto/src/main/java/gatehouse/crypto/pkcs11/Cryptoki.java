package gatehouse.crypto.pkcs11;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A PKCS#11 library: loaded once per process, since it is initialised once per process.
///
/// All of its functions take numbers and pointers and return a number; on 64-bit Unix both are 64 bits wide and are
/// passed alike, so that one form of call serves all functions with as many parameters.
@SuppressWarnings("restricted") // To call a library is what this class is for.
final class Cryptoki {
    private static final long POINTER_BYTES = ValueLayout.ADDRESS.byteSize();
    private static final int PARAMETERS_MAX = 8;
    private static final int GET_FUNCTION_LIST = 3;

    /// How long a new beginning waits for the calls inside the library; no others enter meanwhile.
    private static final long ALONE_MAX_MILLIS = 250;

    private static final Map<Path, Cryptoki> LIBRARIES = new ConcurrentHashMap<>();

    private final Path file;
    private final Lock loading = new ReentrantLock();

    /// Empty until the library is loaded.
    private volatile MemorySegment[] functions = {};

    /// Calls hold the read lock; the library begins anew under the write lock only, when nobody is inside.
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private final AtomicInteger beginnings = new AtomicInteger();

    private Cryptoki(Path file) {
        this.file = file;
    }

    /// The library of that file, initialised.
    ///
    /// @throws UnsatisfiedLinkError where the file is none
    static Cryptoki of(Path file) throws CryptokiException {
        Cryptoki library = LIBRARIES.computeIfAbsent(file, Cryptoki::new);
        if (library.beginnings() == 0) {
            library.load();
        }
        return library;
    }

    private void load() throws CryptokiException {
        loading.lock();
        try {
            if (functions.length == 0) {
                functions = functionsOf(file);
            }
            if (beginnings.get() == 0) {
                begin();
            }
        } finally {
            loading.unlock();
        }
    }

    /// How often it has begun: what was opened before the last time is gone.
    int beginnings() {
        return beginnings.get();
    }

    /// Initialises the library anew, so that it sees tokens that came since, unless somebody did so since it had
    /// begun `seen` times. Does nothing where calls stay inside the library: they would lose their ground.
    void beginAnew(int seen) throws CryptokiException {
        Lock alone = use.writeLock();
        try {
            if (!alone.tryLock(ALONE_MAX_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (beginnings.get() == seen) {
                enter(functions[Ck.C_FINALIZE], 0);
                begin();
            }
        } finally {
            alone.unlock();
        }
    }

    private void begin() throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            // CK_C_INITIALIZE_ARGS: four functions for locks, of which there are none, flags, and a reserved pointer.
            MemorySegment arguments = arena.allocate(6 * POINTER_BYTES, POINTER_BYTES);
            arguments.set(ValueLayout.JAVA_LONG, 4 * POINTER_BYTES, Ck.OS_LOCKING_OK);
            long answer = enter(functions[Ck.C_INITIALIZE], arguments.address());
            if (answer != Ck.OK && answer != Ck.CRYPTOKI_ALREADY_INITIALIZED) {
                throw new CryptokiException(Ck.C_INITIALIZE, answer);
            }
        }
        beginnings.incrementAndGet();
    }

    /// Calls a function, whose every answer but OK is an exception.
    void call(int function, long... arguments) throws CryptokiException {
        long answer = answerOf(function, arguments);
        if (answer != Ck.OK) {
            throw new CryptokiException(function, answer);
        }
    }

    /// Calls a function for its answer.
    long answerOf(int function, long... arguments) {
        Lock shared = use.readLock();
        shared.lock();
        try {
            return enter(functions[function], arguments);
        } finally {
            shared.unlock();
        }
    }

    private static long enter(MemorySegment function, long... arguments) {
        return Calls.BY_PARAMETERS[arguments.length].call(function, arguments);
    }

    private static MemorySegment[] functionsOf(Path file) throws CryptokiException {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        if (windows || POINTER_BYTES != Long.BYTES || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new UnsatisfiedLinkError("PKCS#11 needs a 64-bit system of the Unix kind");
        }
        MemorySegment getter;
        try {
            getter = SymbolLookup.libraryLookup(file, Arena.global())
                    .find("C_GetFunctionList")
                    .orElseThrow(() -> new UnsatisfiedLinkError(file + " is no PKCS#11 library"));
        } catch (IllegalArgumentException _) {
            throw new UnsatisfiedLinkError(file + " cannot be loaded");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointer = arena.allocate(ValueLayout.ADDRESS);
            long answer = enter(getter, pointer.address());
            if (answer != Ck.OK) {
                throw new CryptokiException(GET_FUNCTION_LIST, answer);
            }
            // CK_FUNCTION_LIST: a version, padded to the width of a pointer, then the functions.
            MemorySegment list = pointer.get(ValueLayout.ADDRESS, 0).reinterpret((1L + Ck.FUNCTIONS) * POINTER_BYTES);
            MemorySegment[] functions = new MemorySegment[Ck.FUNCTIONS];
            for (int i = 0; i < functions.length; i++) {
                functions[i] = list.get(ValueLayout.ADDRESS, (1L + i) * POINTER_BYTES);
            }
            return functions;
        }
    }

    /// A call of a native function with a certain number of parameters: public, because Java makes its class elsewhere.
    @FunctionalInterface
    public interface NativeCall {
        long call(MemorySegment function, long[] arguments);
    }

    /// Made when the first library is loaded: a server without HSMs pays nothing for them.
    private static final class Calls {
        static final NativeCall[] BY_PARAMETERS = new NativeCall[PARAMETERS_MAX + 1];

        static {
            for (int count = 1; count <= PARAMETERS_MAX; count++) {
                MemoryLayout[] parameters = new MemoryLayout[count];
                Arrays.fill(parameters, ValueLayout.JAVA_LONG);
                BY_PARAMETERS[count] = MethodHandleProxies.asInterfaceInstance(
                        NativeCall.class,
                        Linker.nativeLinker()
                                .downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_LONG, parameters))
                                .asSpreader(long[].class, count));
            }
        }
    }
}
