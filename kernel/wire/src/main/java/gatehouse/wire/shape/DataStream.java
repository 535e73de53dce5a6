package gatehouse.wire.shape;

import java.io.IOException;
import java.io.InputStream;

/// Bytes too many to hold: a payload that is read once, as it arrives or while it leaves.
public interface DataStream {
    /// What [#length] says where nobody knows it before the end.
    long UNKNOWN_LENGTH = -1;

    /// The number of bytes, or [#UNKNOWN_LENGTH].
    long length();

    /// The bytes. Of a request they can be read only once; they end with an [IOException] where they are not what the
    /// caller signed.
    InputStream open() throws IOException;
}
