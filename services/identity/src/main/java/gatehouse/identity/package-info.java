/// Who may do what: accounts, users, roles, their credentials and policies.
@NullMarked
package gatehouse.identity;

import org.jspecify.annotations.NullMarked;
