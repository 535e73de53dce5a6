/// Tests of the stored form of records.
@NullMarked
package gatehouse.store.form;

import org.jspecify.annotations.NullMarked;
