/// Benchmarks: ratios within one run, as machines are noisy. `bench/run` starts them.
@NullMarked
package gatehouse.bench;

import org.jspecify.annotations.NullMarked;
