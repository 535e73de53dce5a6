package gatehouse.wire.rest;

import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a map of parameters or headers. Where the map has a text for each name, the first one counts.
record EntriesReader(Map<String, List<String>> entries, TextReader.Source source) implements PartialReader {
    @Override
    public <T> Map<String, T> map(Member member, Element<T> value) {
        Member each = member.target().value();
        boolean lists = each.target().kind() == Kind.LIST;
        Map<String, T> values = LinkedHashMap.newLinkedHashMap(entries.size());
        entries.forEach((name, texts) ->
                values.put(name, value.read(new TextReader(lists ? texts : List.of(texts.getFirst()), source), each)));
        return Collections.unmodifiableMap(values);
    }
}
