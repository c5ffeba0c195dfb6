/** Addresses that nobody can guess, for those who do not sign in. */
@NullMarked
package io.taskcall.oncall.domain.link;

import org.jspecify.annotations.NullMarked;
