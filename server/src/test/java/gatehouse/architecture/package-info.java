/// The rules of ARCHITECTURE.md, held against the compiled classes of every module.
@NullMarked
package gatehouse.architecture;

import org.jspecify.annotations.NullMarked;
