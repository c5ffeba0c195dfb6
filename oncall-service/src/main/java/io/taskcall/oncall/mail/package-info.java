/** Pages by e-mail. */
@NullMarked
package io.taskcall.oncall.mail;

import org.jspecify.annotations.NullMarked;
