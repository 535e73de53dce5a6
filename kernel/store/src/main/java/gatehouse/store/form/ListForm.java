package gatehouse.store.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Elements in their order.
record ListForm(Form element) implements Form {
    @Override
    public void write(JsonGenerator out, Object value) {
        List<?> list = (List<?>) value;
        out.writeStartArray(list, list.size());
        for (Object each : list) {
            element.write(out, each);
        }
        out.writeEndArray();
    }

    @Override
    public Object read(JsonParser in) {
        Form.require(in, JsonToken.START_ARRAY);
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.read(in));
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public Object absent() {
        return List.of();
    }
}
