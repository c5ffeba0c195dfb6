/** Who may do what: roles, rights, and what an API key is good for; the same in every service. */
@NullMarked
package io.taskcall.rights;

import org.jspecify.annotations.NullMarked;
