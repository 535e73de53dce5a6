package gatehouse.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What strace saw of a server: writes to its write-ahead log, syncs, and answers. Time is counted in lines: strace
/// sees a call end before its thread can start the next one.
final class SystemCalls {
    /// The command before the server's: strings are whole up to a size that no batch of a test reaches.
    static List<String> tracingTo(Path file) {
        return List.of(
                "strace",
                "--follow-forks",
                "--seccomp-bpf",
                "--decode-fds=all",
                "--string-limit=1048576",
                "--output=" + file,
                "--trace=fdatasync,fsync,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg");
    }

    private static final Pattern STARTED = Pattern.compile("(\\d+) +(\\w+)\\((\\d+)<(.*?)>(?=, |\\)| <unf)(.*)");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>.*");
    private static final Pattern RESULT = Pattern.compile(".*= (-?\\d+)(?: \\(?.*)?");
    private static final Pattern REQUEST_ID =
            Pattern.compile("x-amzn-requestid: ([0-9a-f-]{36})", Pattern.CASE_INSENSITIVE);
    private static final Pattern WAL = Pattern.compile(".*/tables/[0-9]+\\.log");

    /// A call on a file or socket: the lines where it starts and ends (the end is far away while it has none).
    private static final class Call {
        private final String name;
        private final String text;
        private final int start;
        private int end = Integer.MAX_VALUE;
        private boolean succeeded;

        private Call(String name, String text, int start) {
            this.name = name;
            this.text = text;
            this.start = start;
        }

        private void ends(int line, String rest) {
            end = line;
            Matcher result = RESULT.matcher(rest);
            succeeded = result.matches() && Long.parseLong(result.group(1)) >= 0;
        }
    }

    private final Map<String, WriteAheadLog> logs = new TreeMap<>();
    private final Map<String, Call> answers = new HashMap<>();

    private SystemCalls() {}

    static SystemCalls read(Path file) throws IOException {
        SystemCalls calls = new SystemCalls();
        Map<String, Call> open = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            number++;
            Matcher resumed = RESUMED.matcher(line);
            if (resumed.matches()) {
                Call call = open.remove(resumed.group(1));
                if (call != null) {
                    call.ends(number, line);
                }
                continue;
            }
            Matcher started = STARTED.matcher(line);
            if (started.matches()) {
                Call call = new Call(started.group(2), Quoted.first(started.group(5)), number);
                if (line.endsWith("<unfinished ...>")) {
                    open.put(started.group(1), call);
                } else {
                    call.ends(number, line);
                }
                calls.add(call, started.group(4));
            }
        }
        return calls;
    }

    private void add(Call call, String target) {
        if (WAL.matcher(target).matches()) {
            logs.computeIfAbsent(target, _ -> new WriteAheadLog()).add(call);
        } else if (target.startsWith("TCP") && call.text.startsWith("HTTP/1.1 ")) {
            Matcher id = REQUEST_ID.matcher(call.text);
            if (id.find()) {
                answers.put(id.group(1), call);
            }
        }
    }

    /// Which of these calls were answered before the sync that covers their record had returned, and why.
    List<String> answeredTooEarly(Collection<String> requestIds) {
        List<String> early = new ArrayList<>();
        for (String requestId : requestIds) {
            Call answer = answers.get(requestId);
            if (answer == null) {
                throw new IllegalStateException("the trace does not hold the answer of " + requestId);
            }
            int durable = Integer.MAX_VALUE;
            for (WriteAheadLog log : logs.values()) {
                durable = Math.min(durable, log.durable(requestId));
            }
            if (durable >= answer.start) {
                early.add(requestId + " is answered at line " + answer.start + " and durable "
                        + (durable == Integer.MAX_VALUE ? "never" : "at line " + durable));
            }
        }
        return early;
    }

    /// One file of RocksDB's write-ahead log, as it was written and synced. Its format: blocks of 32 KiB; each begins
    /// with a record's header of 7 bytes, which may part a record's text.
    private static final class WriteAheadLog {
        private static final int BLOCK_BYTES = 32 << 10;
        private static final int HEADER_BYTES = 7;

        private final List<Call> syncs = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        /// The write whose bytes begin at that place of the text.
        private final TreeMap<Integer, Call> writes = new TreeMap<>();
        private long size;

        private void add(Call call) {
            if (call.name.endsWith("sync")) {
                syncs.add(call);
                return;
            }
            writes.put(text.length(), call);
            for (int i = 0; i < call.text.length(); i++) {
                if (size++ % BLOCK_BYTES >= HEADER_BYTES) {
                    text.append(call.text.charAt(i));
                }
            }
        }

        /// The line at which a sync returned that began after the text was written.
        private int durable(String wanted) {
            int at = text.indexOf(wanted);
            if (at < 0) {
                return Integer.MAX_VALUE;
            }
            int written = writes.floorEntry(at + wanted.length() - 1).getValue().end;
            return syncs.stream()
                    .filter(sync -> sync.succeeded && sync.start > written)
                    .mapToInt(sync -> sync.end)
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }
    }

    /// strace's quoted strings: C's escapes, one character for each byte.
    private static final class Quoted {
        private static String first(String arguments) {
            int open = arguments.indexOf('"');
            StringBuilder text = new StringBuilder();
            for (int i = open + 1; open >= 0 && i < arguments.length() && arguments.charAt(i) != '"'; i++) {
                char c = arguments.charAt(i);
                if (c != '\\') {
                    text.append(c);
                    continue;
                }
                int digits = octalDigits(arguments, i + 1);
                if (digits == 0) {
                    i++;
                    text.append(control(arguments.charAt(i)));
                } else {
                    text.append((char) Integer.parseInt(arguments.substring(i + 1, i + 1 + digits), 8));
                    i += digits;
                }
            }
            return text.toString();
        }

        private static int octalDigits(String text, int from) {
            int digits = 0;
            while (digits < 3 && text.charAt(from + digits) >= '0' && text.charAt(from + digits) <= '7') {
                digits++;
            }
            return digits;
        }

        private static char control(char letter) {
            return switch (letter) {
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'v' -> '\u000b';
                case 'f' -> '\f';
                default -> letter;
            };
        }
    }
}
