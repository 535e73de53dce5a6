package gatehouse.server.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// What a server shows to prove who it is: its certificate, those that lead to the authority, and the certificate's
/// private key.
record ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
    ServerIdentity {
        chain = List.copyOf(chain);
    }

    @Override
    public String toString() {
        return "ServerIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
