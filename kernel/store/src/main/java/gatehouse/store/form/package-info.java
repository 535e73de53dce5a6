/// The stored form of records: CBOR (RFC 8949) by component names.
@NullMarked
package gatehouse.store.form;

import org.jspecify.annotations.NullMarked;
