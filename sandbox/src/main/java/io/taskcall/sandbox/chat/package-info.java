/** A Slack, a Teams and a place for webhooks, as programs see them. */
@NullMarked
package io.taskcall.sandbox.chat;

import org.jspecify.annotations.NullMarked;
