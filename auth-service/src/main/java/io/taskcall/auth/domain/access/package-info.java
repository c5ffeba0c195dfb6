/** Who may do what: roles, rights, and what an API key is good for. */
@NullMarked
package io.taskcall.auth.domain.access;

import org.jspecify.annotations.NullMarked;
