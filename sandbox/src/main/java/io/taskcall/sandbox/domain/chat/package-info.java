/** Chat rooms and other places to which messages are posted. */
@NullMarked
package io.taskcall.sandbox.domain.chat;

import org.jspecify.annotations.NullMarked;
