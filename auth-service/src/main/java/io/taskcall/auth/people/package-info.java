/** Invites people, lets them choose a password, and gives them roles. */
@NullMarked
package io.taskcall.auth.people;

import org.jspecify.annotations.NullMarked;
