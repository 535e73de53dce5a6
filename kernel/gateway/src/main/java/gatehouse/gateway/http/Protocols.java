package gatehouse.gateway.http;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/// What is spoken on a connection: HTTP/1.1 and HTTP/2, strictly and within limits, and TLS below them.
final class Protocols {
    private static final int STREAM_WINDOW_BYTES = 64 << 10;
    private static final int CONNECTION_WINDOW_BYTES = 256 << 10;

    /// Frames that cost the server more than the client: settings, pings, resets, empty ones.
    private static final int CONTROL_FRAMES_PER_SECOND_MAX = 1_000;

    private static final String[] CIPHER_SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    };

    private Protocols() {}

    /// From the first that a connection speaks to the last.
    static ConnectionFactory[] of(HttpLimits limits, @Nullable SSLContext tls) {
        HttpConfiguration settings = settings(limits);
        HttpConnectionFactory http1 = new HttpConnectionFactory(settings);
        ConnectionFactory known = limited(new KnownHttp2(settings), limits);
        if (tls == null) {
            return new ConnectionFactory[] {http1, known};
        }
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        return new ConnectionFactory[] {
            new SslConnectionFactory(secured(tls), alpn.getProtocol()),
            alpn,
            limited(new HTTP2ServerConnectionFactory(settings), limits),
            http1,
            known
        };
    }

    private static HttpConfiguration settings(HttpLimits limits) {
        HttpConfiguration settings = new HttpConfiguration();
        settings.setSendServerVersion(false);
        settings.setRequestHeaderSize(limits.headersBytesMax());
        settings.setHttpCompliance(HttpCompliance.STRICT);
        // Remembering values costs more than reading them: signatures and times are new with each request.
        settings.setHeaderCacheSize(0);
        // The values that Jetty knows itself are to arrive as they were sent.
        settings.setHeaderCacheCaseSensitive(true);
        // Signatures cover the target as it was sent, and nothing here is a file's path.
        settings.setUriCompliance(UriCompliance.UNSAFE);
        return settings;
    }

    private static ConnectionFactory limited(AbstractHTTP2ServerConnectionFactory http2, HttpLimits limits) {
        http2.setMaxConcurrentStreams(limits.streamsMax());
        http2.setStreamIdleTimeout(limits.idle().toMillis());
        http2.setInitialStreamRecvWindow(STREAM_WINDOW_BYTES);
        http2.setInitialSessionRecvWindow(CONNECTION_WINDOW_BYTES);
        http2.setRateControlFactory(new WindowRateControl.Factory(CONTROL_FRAMES_PER_SECOND_MAX));
        return http2;
    }

    /// TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only. The context's own key manager chooses
    /// certificates by name.
    private static SslContextFactory.Server secured(SSLContext tls) {
        SslContextFactory.Server secured = new SslContextFactory.Server();
        secured.setSslContext(tls);
        secured.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        secured.setExcludeCipherSuites();
        secured.setIncludeCipherSuites(CIPHER_SUITES);
        secured.setUseCipherSuitesOrder(true);
        secured.setRenegotiationAllowed(false);
        return secured;
    }

    /// HTTP/2 for clients that know that it is spoken here: without TLS, and within TLS those that do not ask, as AWS's
    /// SDK for Java. The upgrade from HTTP/1.1 is not part of it any more (RFC 9113, section 3.1): who offers it is
    /// answered in HTTP/1.1.
    private static final class KnownHttp2 extends HTTP2CServerConnectionFactory {
        private KnownHttp2(HttpConfiguration settings) {
            super(settings);
        }

        @Override
        public @Nullable Connection upgradeConnection(
                Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable answer) {
            return HttpMethod.PRI.is(request.getMethod())
                    ? super.upgradeConnection(connector, endPoint, request, answer)
                    : null;
        }
    }
}
