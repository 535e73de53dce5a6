package gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawnAheadTest {
    private static final int BLOCK_BYTES = 4096;

    /// Every array that was filled, the same array that the reserve holds.
    private final List<byte[]> filled = new ArrayList<>();

    private final DrawnAhead drawnAhead = new DrawnAhead(target -> {
        Arrays.fill(target, (byte) (filled.size() + 1));
        filled.add(target);
    });

    @Test
    void whatWasHandedOutIsWiped() {
        assertThat(drawnAhead.bytes(16)).containsOnly(1);
        byte[] block = filled.getFirst();
        assertThat(Arrays.copyOf(block, 16)).containsOnly(0);
        assertThat(Arrays.copyOfRange(block, 16, block.length)).containsOnly(1);
    }

    @Test
    void aBlockIsFollowedByTheNext() {
        for (int i = 0; i < BLOCK_BYTES / 16; i++) {
            assertThat(drawnAhead.bytes(16)).containsOnly(1);
        }
        assertThat(drawnAhead.bytes(16)).containsOnly(2);
        assertThat(filled).hasSize(2);
    }

    @Test
    void whatABlockHasTooFewOfComesWholeFromTheNext() {
        assertThat(drawnAhead.bytes(BLOCK_BYTES - 1)).containsOnly(1);
        assertThat(drawnAhead.bytes(2)).containsOnly(2);
    }

    @Test
    void moreThanABlockComesFromTheSource() {
        assertThat(drawnAhead.bytes(BLOCK_BYTES + 1)).hasSize(BLOCK_BYTES + 1).containsOnly(1);
        assertThat(drawnAhead.bytes(1)).containsOnly(2);
    }
}
