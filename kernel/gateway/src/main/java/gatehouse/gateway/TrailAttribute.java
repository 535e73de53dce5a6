package gatehouse.gateway;

/// The attributes that audit entries are found by: CloudTrail's lookup attributes. A resource is a
/// [#RESOURCE_TYPE] followed by its [#RESOURCE_NAME].
public final class TrailAttribute {
    public static final String EVENT_ID = "EventId";
    public static final String EVENT_NAME = "EventName";
    public static final String EVENT_SOURCE = "EventSource";
    public static final String READ_ONLY = "ReadOnly";
    public static final String USERNAME = "Username";
    public static final String ACCESS_KEY_ID = "AccessKeyId";
    public static final String RESOURCE_TYPE = "ResourceType";
    public static final String RESOURCE_NAME = "ResourceName";

    private TrailAttribute() {}
}
