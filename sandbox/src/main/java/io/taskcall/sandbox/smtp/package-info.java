/** Takes mail as any mail server does. */
@NullMarked
package io.taskcall.sandbox.smtp;

import org.jspecify.annotations.NullMarked;
