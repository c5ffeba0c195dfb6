/** What a mailbox keeps and what it shows. */
@NullMarked
package io.taskcall.sandbox.domain.mail;

import org.jspecify.annotations.NullMarked;
