package gatehouse.server.command;

import gatehouse.crypto.RootKeyException;
import gatehouse.server.StartException;
import gatehouse.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs a command line. A plain start does not load the library that reads all others.
public final class CommandLines {
    private static final List<String> TRAIN = List.of("--train");

    private CommandLines() {}

    /// Whether a server will start, most probably: what it needs can be loaded meanwhile.
    public static boolean isStart(String[] arguments) {
        List<String> given = List.of(arguments);
        return given.equals(TRAIN) || ServeOption.plain(given) != null;
    }

    /// Returns the process's exit code.
    public static int run(String[] arguments) throws InterruptedException {
        List<String> given = List.of(arguments);
        Map<ServeOption, String> plain = ServeOption.plain(given);
        try {
            if (given.equals(TRAIN)) {
                Training.run();
            } else if (plain != null) {
                Serving.run(
                        new ServeOptions(plain).settings(), new PrintWriter(System.out, true, System.out.charset()));
            } else {
                return GatehouseCommand.run(arguments);
            }
            return 0;
        } catch (RuntimeException | IOException e) {
            String message = forOperator(e);
            if (message != null) {
                System.err.println(message);
            } else {
                e.printStackTrace();
            }
            return 1;
        }
    }

    /// What an operator can mend is one line; anything else, null, is a bug and shows its trace.
    static @Nullable String forOperator(Exception failure) {
        boolean mendable = failure instanceof StartException
                || failure instanceof StoreException
                || failure instanceof RootKeyException
                || failure instanceof CommandException;
        return mendable ? "gatehouse: " + failure.getMessage() : null;
    }
}
