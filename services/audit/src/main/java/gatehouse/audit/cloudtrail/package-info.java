/// AWS CloudTrail: the event history.
///
/// The gateway records every call; this service finds the records again. LookupEvents shows the last 90 days of the
/// caller's account in the region that it was called in, as AWS does; unlike there, an event is found as soon as its
/// call was answered.
///
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
@NullMarked
package gatehouse.audit.cloudtrail;

import org.jspecify.annotations.NullMarked;
