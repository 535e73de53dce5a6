/// Checksums of bodies: verified where a request brings one, computed where an answer needs one.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
@NullMarked
package gatehouse.wire.checksum;

import org.jspecify.annotations.NullMarked;
