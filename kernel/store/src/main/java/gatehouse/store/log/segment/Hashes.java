package gatehouse.store.log.segment;

import gatehouse.store.log.LogEntry.Attribute;

/// 64-bit hashes that stand for what an entry is found by. They are stored in segments, so they never change; two
/// values may share one, so what is found is compared.
final class Hashes {
    /// The offset basis and prime of FNV-1a; the finish is the mixer of SplitMix64.
    static final long BASIS = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;
    private static final char BETWEEN = '\uffff';

    private Hashes() {}

    static long scope(String account, String region) {
        return mix(add(add(BASIS, account), region));
    }

    static long attribute(long scope, Attribute attribute) {
        return mix(add(add(scope, attribute.name()), attribute.value()));
    }

    private static long add(long hash, String text) {
        long h = hash;
        for (int i = 0; i < text.length(); i++) {
            h = add(h, text.charAt(i));
        }
        return endText(h);
    }

    static long add(long hash, char next) {
        return (hash ^ next) * PRIME;
    }

    static long endText(long hash) {
        return add(hash, BETWEEN);
    }

    static long mix(long hash) {
        long h = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return h ^ (h >>> 31);
    }
}
