/// The shapes of AWS's APIs, as values that can write and read themselves.
///
/// A generated structure knows its [Schema] and walks its members in order through a [ShapeWriter]; it is
/// built from a [ShapeReader]. A wire format is one writer and one reader and serves every service. So do the
/// constraint checker and the audit trail's parameters: they are writers too.
@NullMarked
package gatehouse.wire.shape;

import org.jspecify.annotations.NullMarked;
