$version: "2.0"

namespace aws.protocoltests.misc

use aws.protocols#restJson1

/// Holds the operation with cases that no service of AWS's has.
@restJson1
service Misc {
    version: "2020-01-01"
    operations: [
        AcceptHeaderStarService
    ]
}
