@org.jspecify.annotations.NullMarked
package gatehouse.wire.constraint;
