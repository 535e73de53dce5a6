package gatehouse.conformance;

/// The metadata of a SAML identity provider, with a certificate that was made for these tests.
final class SamlDocument {
    static final String METADATA = """
            <?xml version="1.0" encoding="UTF-8"?>
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">
            <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
            <ds:X509Data><ds:X509Certificate>
            MIIDFzCCAf+gAwIBAgIUfxnkwQqN3sOG0FlTf1z/p7kWsNMwDQYJKoZIhvcNAQELBQAwGjEYMBYG
            A1UEAwwPaWRwLmV4YW1wbGUuY29tMCAXDTI2MTEyODA1MjgxNFoYDzIxMjYxMTA0MDUyODE0WjAa
            MRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIB
            AQCRYvloPEhN9Lf9lwwezF9rkQwUP0qGkNSST+5vZZL/X0UJAobv6VWRbNk/GG9TNYXo6EWCchnO
            KnKXccVN20vTLMc7n9TtJuapNc7SclfI9Sc5UH6DT4KFZyAFPPej+pw4d4m4uaiQ9zUVMWgbGjHd
            nN3ZHSv5XTKgdiN6OpPiatTKq6wTM59opdJzFO/JMoXRYqp9z7Ixg8BqWWIlSj/kvr39dEA3Br0b
            YPyUamP8gZzHnsuFJXbzViUKBehE5AtFOs5OTHrzRJotswljGj2ie+8SXP3bIK+BK4fvidwmSGag
            SYm1339jQyMYCUEwrFO1HkbNlpU9jPTdVswug1AVAgMBAAGjUzBRMB0GA1UdDgQWBBTrxJQtOJ3l
            uY4bpYElpMpK+CD+HjAfBgNVHSMEGDAWgBTrxJQtOJ3luY4bpYElpMpK+CD+HjAPBgNVHRMBAf8E
            BTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQBC1R3nJ1hiUDxJKsPRCzKtExUwusO4RzzC3WQDF5+0
            bWHRv6LfgUQQ2+qZg4v4N24oy/OeugVYeNQCA8s6g2AyA60wvXZ0IfQusMuQgwihae7YTvbJ7+hX
            cQocy1AtPGJPVa3y86u98tFkbG2To+lrqaLoN6KdjO8bBkqm5iPloKvYJSRYihy/V4vVGtaIM4/4
            gEXMtm1RmI/zXU9Sf4rhBGK0vxO2P0CAVMU5Yjo35lpjo7F5rZ6eTcOPtUbD5uFQ7B8cMoNnxajQ
            t6pRLjkU+tK8cN/1yzL/wvVMaVhcQ+WUeXqaM0Y/H4mXUc7zKQ6tY+ruS79CdjYzwgbHg6rr
            </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
            <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
             Location="https://idp.example.com/sso"/>
            </md:IDPSSODescriptor></md:EntityDescriptor>""";

    private SamlDocument() {}
}
