/// The generator on every model of the jar, and on small ones made here.
@NullMarked
package gatehouse.generator;

import org.jspecify.annotations.NullMarked;
