package gatehouse.store.log.segment;

import gatehouse.store.StoreException;
import gatehouse.store.StoreSettings;
import gatehouse.store.log.EventLog;
import gatehouse.store.log.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The event log. What it consists of is an immutable array of parts in a volatile field, which only the committer
/// replaces; whoever reads goes from part to part and holds only the one it reads.
public final class SegmentLog implements EventLog, AutoCloseable {
    /// A range shorter than this is filled up after a restart; a longer one is left to the sealer.
    private static final int CONTINUED_MAX = 4096;

    private static final int READ_MAX = 1024;

    private final Path folder;
    private final StoreSettings.Log settings;
    private final LogStorage storage;
    private final Reads reads;
    private final Sealer sealer;
    private volatile LogPart[] parts;

    /// Runs reads that may take long.
    @FunctionalInterface
    public interface Reads {
        <T> T call(Callable<T> read);
    }

    /// What the last run left: sealed segments, and ranges of the tail, both in order.
    public record Left(List<SegmentInfo> segments, List<RawEntries> ranges) {}

    private SegmentLog(Path folder, StoreSettings.Log settings, LogStorage storage, Reads reads, LogPart[] parts) {
        this.folder = folder;
        this.settings = settings;
        this.storage = storage;
        this.reads = reads;
        this.parts = parts;
        this.sealer = new Sealer(this, new SegmentWriter(folder, settings.compressionLevel(), this::isStopping));
    }

    /// Opens the log in `folder`; called before the committer runs.
    ///
    /// @throws StoreException where a segment's file is missing or has another size than the manifest says
    public static SegmentLog open(Path folder, StoreSettings.Log settings, LogStorage storage, Reads reads, Left left) {
        List<LogPart> parts = new ArrayList<>();
        for (SegmentInfo info : left.segments) {
            SealedPart part = new SealedPart(folder, info);
            try {
                if (Files.size(part.path) != info.fileBytes()) {
                    throw SegmentFormat.damaged(part.path, "its length", null);
                }
            } catch (IOException e) {
                throw SegmentFormat.damaged(part.path, "it is missing", e);
            }
            parts.add(part);
        }
        removeUnknown(folder, left.segments);
        long sealedEnd = left.segments.isEmpty() ? 0 : left.segments.getLast().end();
        long end = sealedEnd;
        for (RawEntries range : left.ranges) {
            if (range.first() < sealedEnd || range.count() == 0) {
                storage.drop(range);
                range.close();
            } else {
                parts.add(TailPart.unloaded(range));
                end = range.first() + range.count();
            }
        }
        if (!parts.isEmpty() && parts.getLast() instanceof TailPart tail && tail.size() < CONTINUED_MAX) {
            tail.load();
        } else {
            parts.add(TailPart.empty(storage.create(end)));
        }
        SegmentLog log = new SegmentLog(folder, settings, storage, reads, parts.toArray(LogPart[]::new));
        log.sealer.start();
        return log;
    }

    /// Removes what a sealing or a retention left behind when it was interrupted.
    private static void removeUnknown(Path folder, List<SegmentInfo> known) {
        List<String> names = known.stream().map(SegmentInfo::fileName).toList();
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new StoreException("cannot read the folder " + folder + " of the event log", e);
        }
    }

    private TailPart current() {
        LogPart[] now = parts;
        return (TailPart) now[now.length - 1];
    }

    @Override
    public long nextSequence() {
        return current().end();
    }

    /// Begins a new range where the current one is full; called by the committer before a batch.
    public RawEntries rangeForBatch() {
        TailPart current = current();
        if (current.size() < settings.segmentEntries()) {
            return current.raw();
        }
        LogPart[] now = parts;
        LogPart[] grown = Arrays.copyOf(now, now.length + 1);
        TailPart next = TailPart.empty(storage.create(current.end()));
        grown[now.length] = next;
        parts = grown;
        sealer.wake();
        return next.raw();
    }

    /// Shows entries that are durable; called by the committer.
    public void publish(List<PreparedEntry> entries) {
        TailPart current = current();
        for (PreparedEntry entry : entries) {
            current.add(entry);
        }
    }

    @Override
    public Found find(Query query) {
        if (query.limit() < 1) {
            throw new IllegalArgumentException("limit must be at least 1");
        }
        return reads.call(() -> {
            Search search = new Search(query);
            long end = query.before() == null ? Long.MAX_VALUE : query.before();
            while (!search.isDone()) {
                LogPart part = below(end);
                if (part == null) {
                    break;
                }
                if (part.hold()) {
                    try {
                        part.search(search, end);
                    } finally {
                        part.release();
                    }
                    end = part.first();
                }
            }
            return search.found();
        });
    }

    /// The last part that begins before `end`.
    private @Nullable LogPart below(long end) {
        LogPart[] now = parts;
        int from = 0;
        int to = now.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (now[middle].first() < end) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? null : now[from - 1];
    }

    @Override
    public long read(long sequence, int limit, BiConsumer<Long, LogEntry> consumer) {
        long at = Math.max(sequence, parts[0].first());
        long left = limit;
        while (left > 0 && at < nextSequence()) {
            LogPart part = below(at + 1);
            if (part == null) {
                at = parts[0].first();
            } else if (part.hold()) {
                List<LogEntry> entries = readHeld(part, at, (int) Math.min(left, READ_MAX));
                for (LogEntry entry : entries) {
                    consumer.accept(at++, entry);
                }
                left -= entries.size();
            }
        }
        return at;
    }

    private List<LogEntry> readHeld(LogPart part, long sequence, int limit) {
        try {
            return reads.call(() -> {
                List<LogEntry> entries = new ArrayList<>();
                part.read(sequence, limit, entries);
                return entries;
            });
        } finally {
            part.release();
        }
    }

    @Override
    public void retain(Instant oldest) {
        storage.alone(() -> {
            List<SealedPart> gone = new ArrayList<>();
            for (LogPart part : parts) {
                if (!(part instanceof SealedPart sealed) || sealed.info.maxMillis() >= oldest.toEpochMilli()) {
                    break;
                }
                gone.add(sealed);
            }
            if (!gone.isEmpty()) {
                storage.record(List.of(), gone.stream().map(part -> part.info).toList());
                replace(0, gone.size(), List.of());
                gone.forEach(SegmentLog::remove);
            }
        });
    }

    /// Removes everything and starts again from sequence 0; called by the committer, which has made it durable that
    /// the segments are gone.
    public void reset() {
        LogPart[] old = parts;
        for (LogPart part : old) {
            if (part instanceof TailPart tail) {
                storage.drop(tail.raw());
            }
        }
        parts = new LogPart[] {TailPart.empty(storage.create(0))};
        for (LogPart part : old) {
            switch (part) {
                case SealedPart sealed -> remove(sealed);
                case TailPart tail -> tail.release();
            }
        }
    }

    private static void remove(SealedPart part) {
        try {
            deleteFile(part.path);
        } finally {
            part.release();
        }
    }

    private static void deleteFile(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new StoreException("cannot remove " + path, e);
        }
    }

    private void replace(int from, int count, List<LogPart> by) {
        List<LogPart> now = new ArrayList<>(List.of(parts));
        now.subList(from, from + count).clear();
        now.addAll(from, by);
        parts = now.toArray(LogPart[]::new);
    }

    /// The frozen ranges that make up the next segment; empty where there are not enough yet.
    List<TailPart> toSeal() {
        List<TailPart> frozen = new ArrayList<>();
        long entries = 0;
        LogPart[] now = parts;
        for (LogPart part : Arrays.asList(now).subList(0, now.length - 1)) {
            if (part instanceof TailPart tail && entries < settings.segmentEntries()) {
                frozen.add(tail);
                entries += tail.size();
            }
        }
        return entries >= settings.segmentEntries() || frozen.size() > Sealer.RANGES_MAX ? frozen : List.of();
    }

    List<TailPart> tailParts() {
        List<TailPart> all = new ArrayList<>();
        for (LogPart part : parts) {
            if (part instanceof TailPart tail) {
                all.add(tail);
            }
        }
        return all;
    }

    /// Puts the segment in the place of the ranges that it was made of.
    void sealed(SegmentInfo info, List<TailPart> made) {
        storage.alone(() -> {
            int from = List.of(parts).indexOf(made.getFirst());
            if (from < 0) {
                // A reset came first. Only the sealer makes files, so nobody else's has this name yet.
                deleteFile(folder.resolve(info.fileName()));
                return;
            }
            storage.record(List.of(info), List.of());
            replace(from, made.size(), List.of(new SealedPart(folder, info)));
            for (TailPart part : made) {
                storage.drop(part.raw());
                part.release();
            }
        });
    }

    boolean isStopping() {
        return sealer.isStopping();
    }

    /// Stops the sealer; called while the committer still runs.
    public void stop() {
        sealer.stop();
    }

    /// Releases all parts; nobody reads any more.
    @Override
    public void close() {
        for (LogPart part : parts) {
            part.release();
        }
    }
}
