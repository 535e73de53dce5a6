package gatehouse.gateway;

import gatehouse.wire.buffer.JsonName;

/// The names of what a CloudTrail record holds.
final class TrailField {
    static final JsonName ACCESS_KEY_ID = JsonName.of("accessKeyId");
    static final JsonName ACCOUNT_ID = JsonName.of("accountId");
    static final JsonName ADDITIONAL_EVENT_DATA = JsonName.of("additionalEventData");
    static final JsonName ARN = JsonName.of("arn");
    static final JsonName ATTRIBUTES = JsonName.of("attributes");
    static final JsonName AWS_REGION = JsonName.of("awsRegion");
    static final JsonName CREATION_DATE = JsonName.of("creationDate");
    static final JsonName ERROR_CODE = JsonName.of("errorCode");
    static final JsonName ERROR_MESSAGE = JsonName.of("errorMessage");
    static final JsonName EVENT_CATEGORY = JsonName.of("eventCategory");
    static final JsonName EVENT_ID = JsonName.of("eventID");
    static final JsonName EVENT_NAME = JsonName.of("eventName");
    static final JsonName EVENT_SOURCE = JsonName.of("eventSource");
    static final JsonName EVENT_TIME = JsonName.of("eventTime");
    static final JsonName EVENT_TYPE = JsonName.of("eventType");
    static final JsonName EVENT_VERSION = JsonName.of("eventVersion");
    static final JsonName INVOKED_BY = JsonName.of("invokedBy");
    static final JsonName MANAGEMENT_EVENT = JsonName.of("managementEvent");
    static final JsonName MFA_AUTHENTICATED = JsonName.of("mfaAuthenticated");
    static final JsonName PRINCIPAL_ID = JsonName.of("principalId");
    static final JsonName READ_ONLY = JsonName.of("readOnly");
    static final JsonName RECIPIENT_ACCOUNT_ID = JsonName.of("recipientAccountId");
    static final JsonName REQUEST_ID = JsonName.of("requestID");
    static final JsonName REQUEST_PARAMETERS = JsonName.of("requestParameters");
    static final JsonName RESOURCES = JsonName.of("resources");
    static final JsonName RESOURCE_ARN = JsonName.of("ARN");
    static final JsonName RESPONSE_ELEMENTS = JsonName.of("responseElements");
    static final JsonName SESSION_CONTEXT = JsonName.of("sessionContext");
    static final JsonName SESSION_ISSUER = JsonName.of("sessionIssuer");
    static final JsonName SHARED_EVENT_ID = JsonName.of("sharedEventID");
    static final JsonName SOURCE_IDENTITY = JsonName.of("sourceIdentity");
    static final JsonName SOURCE_IP_ADDRESS = JsonName.of("sourceIPAddress");
    static final JsonName TYPE = JsonName.of("type");
    static final JsonName USER_AGENT = JsonName.of("userAgent");
    static final JsonName USER_IDENTITY = JsonName.of("userIdentity");
    static final JsonName USER_NAME = JsonName.of("userName");

    private TrailField() {}
}
