/// The client of external key store proxies: AWS's XKS proxy API, version 1.
///
/// What is promised:
/// - Only the hosts that the operator names are called, over TLS 1.2 or later with the host's name verified. No
///   redirect is followed, and no proxy of the environment used.
/// - Each request is signed with SigV4 for `kms-xks-proxy`, carries who asks for what, and has an end in time; answers
///   have one in size. A proxy that hangs keeps a bounded number of calls of its own store waiting, and nobody else.
/// - An answer that the specification does not allow is refused as a whole.
///
/// Source: https://github.com/aws/aws-kms-xksproxy-api-spec
@NullMarked
package gatehouse.keys.kms.xks;

import org.jspecify.annotations.NullMarked;
