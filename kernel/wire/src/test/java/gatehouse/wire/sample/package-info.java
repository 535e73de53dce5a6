/// A service made for tests, with every kind of member.
@NullMarked
package gatehouse.wire.sample;

import org.jspecify.annotations.NullMarked;
