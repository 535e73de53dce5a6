package gatehouse.wire.query;

import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Word;
import gatehouse.wire.xml.XmlNames;
import org.jspecify.annotations.Nullable;

/// How a form names members.
public enum QueryNames {
    /// The names are those of the answer's XML.
    ///
    /// Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
    AWS_QUERY {
        @Override
        String of(Member member) {
            return XmlNames.of(member);
        }

        @Override
        @Nullable
        String elements(Member list) {
            return XmlNames.isFlattened(list) ? null : XmlNames.element(list.target());
        }

        @Override
        @Nullable
        String entries(Member map) {
            return XmlNames.isFlattened(map) ? null : "entry";
        }
    },

    /// Names have a query name, or begin with a capital; collections are always flat.
    ///
    /// Source: https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
    EC2 {
        @Override
        String of(Member member) {
            String queryName = member.traits().word(Word.QUERY_NAME);
            return queryName == null ? capitalized(member.wireName()) : queryName;
        }

        @Override
        @Nullable
        String elements(Member list) {
            return null;
        }

        @Override
        @Nullable
        String entries(Member map) {
            return null;
        }
    };

    /// The name of a structure's member.
    abstract String of(Member member);

    /// What stands between a list's name and its numbers, or null.
    abstract @Nullable String elements(Member list);

    /// What stands between a map's name and its numbers, or null.
    abstract @Nullable String entries(Member map);

    String key(Schema map) {
        return this == EC2 ? capitalized(XmlNames.key(map)) : XmlNames.key(map);
    }

    String value(Schema map) {
        return this == EC2 ? capitalized(XmlNames.value(map)) : XmlNames.value(map);
    }

    private static String capitalized(String name) {
        char first = name.isEmpty() ? 'A' : name.charAt(0);
        return first >= 'a' && first <= 'z' ? (char) (first - 'a' + 'A') + name.substring(1) : name;
    }
}
