package gatehouse.identity.iam;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads what IAM wants of a SAML 2.0 metadata document: an `EntityDescriptor` of an identity provider that says who
/// it is and has an X.509 certificate. A document type declaration is refused, and so is every entity of its own.
///
/// Source: https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf, 2.3.2 and 2.4.3
final class SamlMetadataReader {
    private static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    private @Nullable Instant validUntil;
    private boolean isIdentityProvider;
    private boolean hasCertificate;

    private SamlMetadataReader() {}

    /// Until when the document says it is valid; null where it does not say.
    ///
    /// @throws gatehouse.model.iam.InvalidInputException where it is no such document
    static @Nullable Instant validUntil(String document) {
        SamlMetadataReader reader = new SamlMetadataReader();
        try {
            reader.read(document.strip());
        } catch (XMLStreamException | CertificateException | IllegalArgumentException | DateTimeException _) {
            throw IamErrors.samlMetadata();
        }
        if (!reader.isIdentityProvider || !reader.hasCertificate) {
            throw IamErrors.samlMetadata();
        }
        return reader.validUntil;
    }

    private void read(String document) throws XMLStreamException, CertificateException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(document));
        boolean isRoot = true;
        boolean isInProvider = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("neither document types nor entities");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (isRoot) {
                        root(xml);
                        isRoot = false;
                    } else if (is(xml, METADATA, "IDPSSODescriptor")) {
                        isIdentityProvider = true;
                        isInProvider = true;
                    } else if (isInProvider && is(xml, SIGNATURE, "X509Certificate")) {
                        certificate(xml.getElementText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT ->
                    isInProvider = isInProvider && !is(xml, METADATA, "IDPSSODescriptor");
                default -> {}
            }
        }
    }

    private void root(XMLStreamReader xml) throws XMLStreamException {
        String entityId = xml.getAttributeValue(null, "entityID");
        if (!is(xml, METADATA, "EntityDescriptor") || entityId == null || entityId.isBlank()) {
            throw new XMLStreamException("the descriptor of one entity, which it names");
        }
        String until = xml.getAttributeValue(null, "validUntil");
        validUntil = until == null ? null : OffsetDateTime.parse(until).toInstant();
    }

    private void certificate(String base64) throws CertificateException {
        byte[] encoded = Base64.getMimeDecoder().decode(base64);
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        hasCertificate = true;
    }

    private static boolean is(XMLStreamReader xml, String namespace, String name) {
        return name.equals(xml.getLocalName()) && namespace.equals(xml.getNamespaceURI());
    }
}
