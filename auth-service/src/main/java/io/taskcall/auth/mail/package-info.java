/** Writes letters to people, and hands them to the mail server. */
@NullMarked
package io.taskcall.auth.mail;

import org.jspecify.annotations.NullMarked;
