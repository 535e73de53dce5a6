package gatehouse.store.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Values by text, in the map's order.
record MapForm(Form value) implements Form {
    @Override
    public void write(JsonGenerator out, Object map) {
        out.writeStartObject();
        for (Map.Entry<?, ?> each : ((Map<?, ?>) map).entrySet()) {
            out.writeName((String) each.getKey());
            value.write(out, each.getValue());
        }
        out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) {
        Form.require(in, JsonToken.START_OBJECT);
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = in.currentName();
            in.nextToken();
            map.put(key, value.read(in));
        }
        Form.require(in, JsonToken.END_OBJECT);
        return Collections.unmodifiableMap(map);
    }

    @Override
    public Object absent() {
        return Map.of();
    }
}
