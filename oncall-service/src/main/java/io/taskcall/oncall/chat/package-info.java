/** Pages in chats: Slack, where people press buttons, and Microsoft Teams. */
@NullMarked
package io.taskcall.oncall.chat;

import org.jspecify.annotations.NullMarked;
