package gatehouse.protocoltests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// An XML element that can be compared and printed: siblings of different names in any order, those of one name in
/// theirs; space between elements is nothing.
record XmlTree(String name, TreeMap<String, String> attributes, String text, List<XmlTree> children) {
    private static final String NAMESPACES = "http://www.w3.org/2000/xmlns/";

    /// What AWS's services add to every answer of the Query protocols, and the cases leave out.
    private static final Set<String> ADDED =
            Set.of("ResponseMetadata", "requestId", "RequestId", "RequestID", "HostId");

    /// @throws AssertionError where they differ. Where `expected` has no namespace, those of `actual` do not matter.
    static void check(byte[] actual, byte[] expected) {
        Element wanted = parse(expected);
        XmlTree expectedTree = of(wanted, true);
        XmlTree actualTree = of(parse(actual), expectedTree.hasNamespace());
        assertThat(actualTree.without(expectedTree)).as("body").isEqualTo(expectedTree);
    }

    private XmlTree without(XmlTree expected) {
        List<XmlTree> kept = children.stream()
                .filter(each -> !ADDED.contains(each.name.replaceFirst("^\\{.*}", ""))
                        || expected.children.stream().anyMatch(wanted -> wanted.name.equals(each.name)))
                .toList();
        return new XmlTree(name, attributes, kept.isEmpty() && !children.isEmpty() ? "" : text, kept);
    }

    private boolean hasNamespace() {
        return attributes.keySet().stream().anyMatch(each -> each.startsWith("xmlns"))
                || children.stream().anyMatch(XmlTree::hasNamespace);
    }

    private static Element parse(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not XML: " + new String(xml, StandardCharsets.UTF_8), e);
        }
    }

    private static XmlTree of(Element element, boolean namespaces) {
        TreeMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (namespaces || !NAMESPACES.equals(attribute.getNamespaceURI())) {
                attributes.put(attribute.getName(), attribute.getValue());
            }
        }
        List<XmlTree> children = new ArrayList<>();
        for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element child) {
                children.add(of(child, namespaces));
            }
        }
        children.sort(Comparator.comparing(XmlTree::name));
        String text = children.isEmpty() ? element.getTextContent() : "";
        return new XmlTree(element.getNodeName(), attributes, text, children);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("<" + name);
        attributes.forEach((key, value) ->
                out.append(' ').append(key).append("=\"").append(value).append('"'));
        out.append('>').append(text);
        children.forEach(out::append);
        return out.append("</").append(name).append('>').toString();
    }
}
